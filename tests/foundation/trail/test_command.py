"""`luoxuan trail verify`, `init`, `user`: what a person at the machine types."""

import pytest
from typer.testing import CliRunner

from luoxuan.cli.main import app
from luoxuan.foundation.people import selectors
from tests.foundation.trail.test_chain import without_triggers
from tests.people_there import brand_there, member_there

LUOXUAN = CliRunner()


def test_a_whole_chain_ends_well(db: None) -> None:
    member_there(brand_there())
    done = LUOXUAN.invoke(app, ["trail", "verify"])
    assert done.exit_code == 0
    assert done.output.startswith("yanshi: 2 entries, whole, ends with ")


def test_a_broken_chain_ends_with_one_and_names_the_entry(db: None) -> None:
    member_there(brand_there())
    without_triggers("UPDATE trail_trailentry SET actor = 'user:1' WHERE seq = 1")
    done = LUOXUAN.invoke(app, ["trail", "verify", "--brand", "yanshi"])
    assert done.exit_code == 1
    assert "Entry 1 was changed." in done.output


def test_an_unknown_brand_is_a_wrong_call(db: None) -> None:
    assert LUOXUAN.invoke(app, ["trail", "verify", "--brand", "niemand"]).exit_code == 2


def test_init_makes_a_brand_and_running_it_again_changes_nothing(db: None) -> None:
    for _time in range(2):
        done = LUOXUAN.invoke(app, ["init", "--brand", "yanshi", "--name", "演示品牌"])
        assert done.exit_code == 0, done.output
    assert [brand.name for brand in selectors.brands_all()] == ["演示品牌"]
    assert "luoxuan user add NAME --brand yanshi --role owner" in done.output


def test_a_malformed_brand_key_is_refused(db: None) -> None:
    assert LUOXUAN.invoke(app, ["init", "--brand", "Über uns"]).exit_code == 2
    assert selectors.brands_all() == []


def test_a_person_is_added_with_the_password_from_standard_input(db: None) -> None:
    brand = brand_there()
    words = ["user", "add", "yuangong1", "--brand", "yanshi", "--role", "owner"]
    assert LUOXUAN.invoke(app, words, input="short\n").exit_code == 2
    assert LUOXUAN.invoke(app, words, input="lan-se-hai-yang-77\n").exit_code == 0
    user = selectors.user_by_name("yuangong1")
    assert user is not None
    assert user.check_password("lan-se-hai-yang-77")
    assert selectors.role_in(brand=brand, user=user) == "owner"


@pytest.mark.parametrize("noun", ["", "trail", "user", "brand", "worker", "serve", "inbox"])
def test_every_noun_explains_itself_without_a_database(noun: str) -> None:
    assert LUOXUAN.invoke(app, [*filter(None, [noun]), "--help"]).exit_code == 0
