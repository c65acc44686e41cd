"""What can be wrong with a monitor, an alert or a channel; says how to mend it."""


class SignalError(Exception):
    """Something asked of signals cannot be done."""


class MonitorError(SignalError):
    """The monitor makes no sense as it is described."""


class AlertError(SignalError):
    """The alert cannot be judged so."""


class ChannelError(SignalError):
    """The person's channel cannot be used."""
