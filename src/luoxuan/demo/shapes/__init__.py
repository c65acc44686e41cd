"""Each platform's reports: header as printed, one function per report from what happened to its rows."""
