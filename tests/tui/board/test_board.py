"""The board of a lobby, from the desk's call to the glass."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kiosk.domain.branch import Branch, BranchId, BranchState, Counter, CounterId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.errors import Denied, Reason, Unavailable
from tests.tui.board.hall import Eye, Hall, board, branch
from tests.tui.lobby import CARD, MAIN


async def test_a_call_is_on_the_glass_with_its_counter() -> None:
    async with board() as eye:
        assert "Your number appears here" in eye.text
        await eye.hall.call("3")
        await eye.sees("A001")
        assert "3" == eye.app._board.counter.text
        assert [[("en", "Number A, zero, zero, one, counter three.")]] == [
            said[:1] for said in eye.hall.sounds.said
        ]


async def test_ten_calls_at_once_come_one_after_the_other() -> None:
    names = tuple(str(n) for n in range(1, 11))
    many = branch(counters=tuple(Counter(CounterId(name)) for name in names))
    async with board(Hall([many])) as eye:
        numbers = [await eye.hall.call(name) for name in names]
        await eye.until(lambda: 9 == len(eye.app._standing.calls.queue))  # type: ignore[union-attr]
        seen = [eye.featured]
        for _ in range(240):
            await eye.after(0.25)
            if eye.featured != seen[-1]:
                seen.append(eye.featured)
        assert numbers == seen
        assert numbers[-2:-8:-1] == eye.history
        assert 10 == len(eye.hall.sounds.said)


async def test_the_next_number_waits_until_the_voice_has_ended() -> None:
    async with board() as eye:
        eye.hall.sounds.silence.clear()
        await eye.hall.call("1")
        await eye.sees("A001")
        await eye.hall.call("2")
        await eye.until(lambda: eye.app._standing.calls.queue)  # type: ignore[union-attr]
        await eye.after(12)
        assert "A001" == eye.featured
        eye.hall.sounds.silence.set()
        await eye.after(0.5)
        assert "A002" == eye.featured


async def test_a_recall_is_marked_and_said_again() -> None:
    async with board() as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        assert "again" not in eye.text
        await eye.after(15)
        found = await eye.hall.desk.lobby(MAIN)
        ticket = found.at_counters[0].ticket.id
        await eye.hall.desk.do(ticket, Task(Deed.RECALL), "test")
        await eye.until(lambda: "again / مرة أخرى" in eye.text)
        assert 2 == len(eye.hall.sounds.said)


async def test_a_finished_number_leaves_after_ten_seconds() -> None:
    async with board() as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        await eye.after(60)
        await eye.hall.finish("1")
        await eye.until(lambda: eye.app._standing.calls.lines[0].leaves)  # type: ignore[union-attr]
        await eye.after(9)
        assert "A001" == eye.featured
        await eye.after(1.25)
        assert "" == eye.featured


async def test_a_board_that_starts_again_shows_the_same_and_stays_silent() -> None:
    hall = Hall()
    async with board(hall) as eye:
        for counter in "123":
            await hall.call(counter)
            await eye.after(40)
        before = (eye.featured, eye.history)
    assert ("A003", ["A002", "A001"]) == before
    hall.pass_by(50)
    hall.sounds.said.clear()
    async with board(hall) as eye:
        await eye.until(lambda: eye.featured)
        assert before == (eye.featured, eye.history)
        assert [] == hall.sounds.said


async def test_what_happened_in_a_gap_is_made_up_for() -> None:
    async with board() as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        eye.hall.wire.cut = True
        await eye.hall.call("2")
        eye.hall.pass_by(70)
        await eye.hall.call("3")
        assert "A001" == eye.featured
        eye.hall.wire.cut = False
        await eye.sees("A003")
        assert ["A002", "A001"] == eye.history
        assert 2 == len(eye.hall.sounds.said)  # A002 is over a minute old


@pytest.mark.parametrize(
    ("settings", "head"),
    [
        ({}, "Number / الرقم"),
        ({"first": "ar"}, "الرقم / Number"),
        ({"locales": ("ar",)}, "الرقم"),
        ({"first": "en", "locales": ("ar",)}, "Number / الرقم"),
        ({"first": "ar", "bidi": False}, "Number"),
    ],
)
async def test_heads_are_in_the_first_two_languages(
    settings: dict[str, object], head: str
) -> None:
    async with board(Hall(settings=settings)) as eye:
        assert head == eye.app._board.number_head.text


async def test_without_a_stream_of_events_it_reads_now_and_then() -> None:
    hall = Hall()
    hall.wire.__dict__["capabilities"] = replace(hall.desk.capabilities, live=False)
    async with board(hall) as eye:
        await hall.call("1")
        await eye.sees("A001")
        assert 1 == len(hall.sounds.said)


async def test_how_old_it_is_is_seen_and_numbers_go_rather_than_lie() -> None:
    async with board(Hall(settings={"locales": ("en",)})) as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        eye.hall.wire.cut = True
        eye.hall.wire.errors.append(Unavailable(Reason.OFFLINE))
        await eye.after(10)
        assert "! 10:42" not in eye.text
        await eye.after(0.5)
        assert "! 10:42" in eye.text
        assert eye.app._board.figures.text
        await eye.after(20)
        assert "This screen is not up to date. Listen for your number." in eye.text
        assert "" == eye.app._board.figures.text
        await eye.after(270)
        assert "Notice" == eye.page
        assert "Listen for your number, or ask at the desk." in eye.text
        assert not [row for row in eye.rows if "█" in row]
        eye.hall.wire.cut = False
        await eye.until(lambda: eye.page == "Board")
        assert "A001" == eye.featured


async def test_a_warning_is_read_in_its_own_direction() -> None:
    """An Arabic sentence on an English board ends at its left, with its full stop."""
    async with board() as eye:
        eye.hall.wire.cut = True
        seen = []
        await eye.after(31)
        for _ in range(2):
            await eye.after(10)
            seen.append(eye.rows[0].split("!")[0].strip())
        english, arabic = sorted(seen, key=str.isascii, reverse=True)
        assert ("This screen", ".") == (english[:11], arabic[0])


async def test_outside_the_hours_it_says_when_it_opens() -> None:
    hall = Hall()
    hall.clock.at = hall.clock.at.replace(hour=2)
    async with board(hall, until="Notice") as eye:
        assert "We are closed\nOpen again 08:00" in eye.text
        hall.pass_by(4 * 3600)
        await eye.until(lambda: eye.page == "Board")


async def test_who_is_still_served_after_closing_is_still_shown() -> None:
    hall = Hall()
    hall.clock.at = hall.clock.at.replace(hour=14, minute=59)
    async with board(hall) as eye:
        await hall.call("1")
        await eye.sees("A001")
        await eye.after(120)
        assert ("Board", "A001") == (eye.page, eye.featured)
        await hall.finish("1")
        await eye.until(lambda: eye.app._standing.calls.lines[0].leaves)  # type: ignore[union-attr]
        await eye.after(11)
        await eye.until(lambda: eye.page == "Notice")


async def test_a_message_and_what_to_do_take_turns() -> None:
    async with board() as eye:
        words = {"en": "The lift is out of order.", "ar": "المصعد معطل."}
        until = eye.hall.clock.now() + timedelta(minutes=10)
        await eye.hall.desk.tell(MAIN, words, until, "test")
        seen = set()
        await eye.until(lambda: eye.app._standing.state.messages)  # type: ignore[union-attr]
        for _ in range(8):
            await eye.after(10)
            seen.add(eye.app._board.line.text)
        assert {*words.values(), *branch().missed.values()} == seen


async def test_no_name_and_no_priority_is_on_a_board() -> None:
    """Numbers only: what a lobby reads is nobody's business but theirs."""
    async with board() as eye:
        await eye.hall.call("1", CARD)
        found = (await eye.hall.desk.lobby(MAIN)).at_counters[0].ticket
        task = Task(Deed.NOTE, note="urgent, Mr Kovács")
        await eye.hall.desk.do(found.id, task, "test")
        await eye.sees("A001")
        await eye.after(1)
        glass = "\n".join(eye.rows)
        assert [] == [word for word in ("Kov", "urgent", "priority") if word in glass]


async def test_where_nothing_may_move_nothing_flashes() -> None:
    flashes = {}
    for still in (False, True):
        async with board(Hall(settings={"reduced_motion": still})) as eye:
            await eye.hall.call("1")
            await eye.sees("A001")
            seen = []
            for _ in range(20):
                seen.append(eye.app._board.has_class("-flash"))
                await eye.after(0.25)
            flashes[still] = seen
    assert flashes[False] == [True, True, False, False] * 3 + [False] * 8
    assert not any(flashes[True])


async def test_at_night_it_is_silent() -> None:
    quiet = (time(20), time(11))
    async with board(Hall(settings={"quiet": quiet})) as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        assert [] == eye.hall.sounds.said


async def test_nobody_can_touch_it() -> None:
    async with board() as eye:
        await eye.hall.call("1")
        await eye.sees("A001")
        before = eye.rows
        await eye.pilot.press("q", "escape", "ctrl+c", "tab", "enter", "ctrl+q", "f1")
        await eye.pilot.click(offset=(10, 5))
        await eye.drawn()
        assert (before, True) == (eye.rows, eye.app.is_running)


async def test_the_demo_can_be_left() -> None:
    async with board(Hall(settings={"demo": True})) as eye:
        await eye.pilot.press("ctrl+q")
        await eye.until(lambda: eye.app.return_code is not None)
        assert 0 == eye.app.return_code


@pytest.mark.parametrize(
    ("settings", "branches", "expected"),
    [
        (
            {"branch": BranchId("elsewhere")},
            [branch()],
            'There is no branch "elsewhere".',
        ),
        ({}, [], "No branch is loaded."),
        (
            {},
            [branch(), replace(branch(), id=BranchId("otherbranch"))],
            "Say which branch with --branch or board.branch: mainbranch, otherbranch.",
        ),
    ],
)
async def test_a_board_without_its_branch_says_so(
    settings: dict[str, object], branches: list[Branch], expected: str
) -> None:
    async with board(Hall(branches, settings=settings), until="Notice") as eye:
        assert expected in eye.text


@pytest.mark.parametrize("reason", [Reason.AUTH, Reason.FORBIDDEN])
async def test_a_board_with_a_key_nobody_accepts_says_so(
    reason: Reason, caplog: pytest.LogCaptureFixture
) -> None:
    """A "waiting" would have a technician look at cables. It goes on by itself with the key."""
    hall = Hall(settings={"branch": MAIN})
    hall.wire.refusal = Denied(reason)
    async with board(hall, until="Notice") as eye:
        await eye.until(lambda: "backend.key_file" in eye.text)
        assert "This board is not ready" in eye.text
        hall.wire.refusal = None
        await eye.until(lambda: eye.page == "Board")
    said = [r for r in caplog.records if r.getMessage() == "the stream ended"]
    assert 1 == len(said)


async def test_a_screen_too_small_says_so_until_it_is_large_enough() -> None:
    async with board(size=(59, 22), until="Notice") as eye:
        assert "59 × 22 characters and needs 60 × 23" in eye.text
        await eye.pilot.resize_terminal(80, 24)
        await eye.until(lambda: eye.page == "Board")


async def test_a_clock_that_is_wrong_does_not_make_calls_old() -> None:
    """A board whose own clock is two hours ahead shows the queue's time."""
    hall = Hall()

    class Ahead:
        def now(self) -> object:
            return hall.clock.now() + timedelta(hours=2)

    hall.settings["clock"] = Ahead()
    async with board(hall) as eye:
        await hall.call("1")
        await eye.sees("A001")
        assert ("10:42" in eye.text, 1) == (True, len(hall.sounds.said))


@pytest.mark.parametrize("way", ["show", "message"])
async def test_what_nobody_expected_ends_it_without_a_word_on_the_glass(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who started the board starts it again; the log has the reference."""

    def boom(*_: object) -> None:
        raise ZeroDivisionError("4111-SECRET-1111")

    app = Hall().app()
    async with app.run_test(size=(100, 30), notifications=False) as pilot:
        eye = Eye(app, Hall(), pilot)
        await eye.until(lambda: eye.page == "Board")
        if way == "show":
            monkeypatch.setattr("kiosk.tui.board.app.view_of", boom)
        else:
            app.call_next(boom)
        await eye.until(lambda: app.return_code is not None)
    assert app.failure
    assert (1, True, False) == (
        app.return_code,
        "unexpected error, reference E-" in app.failure.detail,
        "SECRET" in app.failure.detail,
    )


async def test_where_nobody_knows_who_waits_no_figure_says_anything() -> None:
    """As where numbers are another system's, which does not tell: not even "nobody waiting"."""
    hall = Hall()
    known = hall.desk.branch

    async def uncounted(one: BranchId) -> BranchState:
        return replace(await known(one), counted=False)

    async with board(hall) as eye:
        assert "nobody waiting" in eye.text
        hall.desk.branch = uncounted  # type: ignore[method-assign]  # the one answer that differs
        await hall.call("3")
        await eye.sees("A001")
        assert "waiting" not in eye.text
