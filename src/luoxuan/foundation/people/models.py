"""Brands, their shops, and the people who may see them (6.1, 7.1)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.roles import Role

KEY = RegexValidator(
    r"^[a-z0-9][a-z0-9-]{0,39}$", _("Use small letters, digits and hyphens, 40 at most.")
)
SHOP_KEY = RegexValidator(
    r"^[a-z0-9][a-z0-9_-]{0,59}$", _("Use small letters, digits, hyphens and underscores.")
)


class Brand(models.Model):
    """A merchant brand: everything belongs to one, an agency has many."""

    key = models.CharField(max_length=40, unique=True, validators=[KEY])
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    currency = models.CharField(max_length=3, default="CNY")
    created_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Shop(models.Model):
    """One shop on one platform: the store register (7.1)."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="shops")
    key = models.CharField(max_length=60, validators=[SHOP_KEY])
    platform = models.CharField(max_length=30)
    name = models.CharField(max_length=80)
    zone = models.CharField(max_length=40, default="Asia/Shanghai")
    currency = models.CharField(max_length=3, default="CNY")
    platform_shop_id = models.CharField(max_length=60, blank=True)
    channel_type = models.CharField(max_length=30, blank=True)
    """The standard's kinds: general, vertical, own, social, content, o2o."""
    opened_on = models.DateField(null=True, blank=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        """A key is a brand's own."""

        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "key"], name="shop_key_once_per_brand")
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, username: str, password: str, **more: Any) -> "User":
        """A person with a log-in."""
        user = self.model(username=username, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in. Rights come from memberships alone: there is no superuser."""

    username = models.CharField(_("Log-in name"), max_length=80, unique=True)
    name = models.CharField(_("Called"), max_length=80)
    email = models.EmailField(_("E-mail"), blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    """A person's role in a brand; where shops are named, only those."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role.choices)
    shops = models.ManyToManyField(Shop, blank=True)
    is_limited = models.BooleanField(default=False)
    """Only `shops`, even where none of them is left."""

    class Meta:
        """One role per person and brand."""

        ordering: ClassVar = ["user__username"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "user"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.brand_id}: {self.role}"


class ApiToken(models.Model):
    """A key for a program: only its hash is stored; it may what its maker's role may, no more."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="tokens")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    permissions = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class LoginAttempt(models.Model):
    """A failed log-in; the account and address are hashed. Ten within a quarter of an hour close the door for it."""

    who = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.who[:8]} {self.at:%H:%M}"


class LiveSession(models.Model):
    """Where a person is logged in, so that it can be seen and ended."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="live_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=120)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return self.device
