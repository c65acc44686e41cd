"""Making brands, shops and people, and letting them in (6.1, 7.1)."""

from luoxuan.foundation.people.services.brands import (
    BrandPlan,
    ShopPlan,
    brand_change,
    brand_create,
    shop_register,
    shop_save,
)
from luoxuan.foundation.people.services.doors import (
    Knock,
    login_check,
    session_begin,
    session_end,
    session_forget,
    session_note,
)
from luoxuan.foundation.people.services.errors import PeopleError
from luoxuan.foundation.people.services.members import (
    MemberPlan,
    member_add,
    membership_end,
    membership_set,
    password_change,
    password_reset,
    user_create,
)
from luoxuan.foundation.people.services.tokens import (
    TokenPlan,
    token_accept,
    token_issue,
    token_revoke,
)

__all__ = [
    "BrandPlan",
    "Knock",
    "MemberPlan",
    "PeopleError",
    "ShopPlan",
    "TokenPlan",
    "brand_change",
    "brand_create",
    "login_check",
    "member_add",
    "membership_end",
    "membership_set",
    "password_change",
    "password_reset",
    "session_begin",
    "session_end",
    "session_forget",
    "session_note",
    "shop_register",
    "shop_save",
    "token_accept",
    "token_issue",
    "token_revoke",
    "user_create",
]
