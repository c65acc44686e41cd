"""Brands and obviously fictional people for tests."""

from datetime import UTC, datetime

from luoxuan.foundation.people import services
from luoxuan.foundation.people.models import Brand, Shop, User

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
PASSWORD = "lan-se-hai-yang-77"


def brand_there(key: str = "yanshi") -> Brand:
    """A brand."""
    return services.brand_create(key=key, name=f"演示品牌 {key}", at=AT)


def brand_untrailed(key: str = "yanshi") -> Brand:
    """A brand whose trail has no entry yet."""
    return Brand.objects.create(key=key, name=f"演示品牌 {key}", created_at=AT)


def shop_there(brand: Brand, key: str = "taobao") -> Shop:
    """A shop in the brand's register."""
    return services.shop_register(brand=brand, key=key, platform="taobao", name="演示旗舰店")


def person_there(username: str = "yuangong1") -> User:
    """A person who is no member of anything."""
    return services.user_create(username=username, password=PASSWORD, name=f"演示 {username}")


def member_there(brand: Brand, role: str = "owner", username: str = "") -> User:
    """A person with the role in the brand."""
    user = person_there(username or f"{brand.key}-{role}".replace("_", "-"))
    services.membership_set(brand=brand, user=user, role=role)
    return user
