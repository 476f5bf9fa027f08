"""What the lobby hears, by real programs: which are asked, how, and for how long."""

import asyncio
import wave
from pathlib import Path

import pytest

from kiosk.sound.chime import chime_file
from kiosk.sound.loudspeaker import Loudness, Loudspeaker
from tests.sound.programs import Programs, alone, is_alive

CALL = [("en", "Number A, zero, four, two, counter three."), ("ar", "الرقم A، صفر.")]


@pytest.fixture(name="programs")
def _programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    programs = alone(tmp_path)
    monkeypatch.setenv("PATH", str(programs.folder))
    return programs


class Bell:
    def __init__(self) -> None:
        self.rung = 0

    def __call__(self) -> None:
        self.rung += 1


def speaker(tmp_path: Path, seconds: float = 20.0, **wanted: object) -> Loudspeaker:
    return Loudspeaker(tmp_path / "cache", Loudness(**wanted), seconds)  # type: ignore[arg-type]


async def test_a_chime_then_a_sentence_in_each_language(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("pw-play")
    programs.install("paplay")
    programs.install("espeak-ng")
    bell = Bell()
    loud = speaker(tmp_path)
    await loud.announce(CALL, bell)
    chime = str(tmp_path / "cache" / "chime.wav")
    english, arabic = (words for _, words in CALL)
    assert programs.began == [
        ["pw-play", "--volume=0.80", chime],
        ["espeak-ng", "-v", "en", "-a", "160", "-s", "140", "--", english],
        ["espeak-ng", "-v", "ar", "-a", "160", "-s", "140", "--", arabic],
    ]
    assert (0, ("pw-play", "espeak-ng")) == (bell.rung, loud.used)


@pytest.mark.parametrize(
    ("player", "arguments"),
    [
        ("pw-play", ["--volume=0.50"]),
        ("paplay", ["--volume=32768"]),
        ("aplay", ["-q"]),
    ],
)
async def test_each_player_is_asked_in_its_own_words(
    programs: Programs, tmp_path: Path, player: str, arguments: list[str]
) -> None:
    programs.install(player)
    await speaker(tmp_path, volume=50).announce([], Bell())
    chime = str(tmp_path / "cache" / "chime.wav")
    assert [[player, *arguments, chime]] == programs.began


async def test_speech_dispatcher_is_the_second_choice(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("spd-say")
    await speaker(tmp_path, chime=False).announce(CALL[:1], Bell())
    arguments = ["--wait", "--language", "en", "--volume", "60", "--", CALL[0][1]]
    assert [["spd-say", *arguments]] == programs.began


async def test_with_nothing_installed_the_terminal_rings(
    programs: Programs, tmp_path: Path
) -> None:
    bell, loud = Bell(), speaker(tmp_path)
    await loud.announce(CALL, bell)
    assert (1, ("bell", "")) == (bell.rung, loud.used)


async def test_a_player_that_fails_is_counted_and_the_terminal_rings(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("paplay", "sys.exit(1)")
    bell, loud = Bell(), speaker(tmp_path)
    await loud.announce(CALL, bell)
    assert (1, {"paplay": 1}) == (bell.rung, dict(loud.failures))


async def test_what_is_not_wanted_is_not_heard(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("paplay")
    programs.install("espeak-ng")
    bell = Bell()
    await speaker(tmp_path, chime=False, speech=False).announce(CALL, bell)
    assert (0, []) == (bell.rung, programs.began)


async def test_two_announcements_are_never_heard_at_once(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("paplay", "time.sleep(0.1)")
    programs.install("espeak-ng", "time.sleep(0.1)")
    loud = speaker(tmp_path)
    await asyncio.gather(*(loud.announce(CALL[:1], Bell()) for _ in range(3)))
    order = [what for what, *_ in programs.heard]
    assert ["begins", "ends"] * 6 == order


async def test_a_voice_that_hangs_is_ended_at_its_deadline_and_counted(
    programs: Programs, tmp_path: Path
) -> None:
    """And with it whatever it started: the next number must not be talked over."""
    child = tmp_path / "child"
    body = (
        "pid = os.fork()\n"
        f"if pid: open({str(child)!r}, 'w').write(str(pid))\n"
        "time.sleep(600)"
    )
    programs.install("espeak-ng", body)
    loud = speaker(tmp_path, 1.5, chime=False)
    async with asyncio.timeout(10):
        await loud.announce(CALL, Bell())
    assert {"espeak-ng": 1} == dict(loud.failures)
    assert 1 == len(programs.began)  # no time left for the second language
    async with asyncio.timeout(10):
        while is_alive(int(child.read_text())):  # noqa: ASYNC110  it is nobody's child
            await asyncio.sleep(0.01)


async def test_when_the_board_ends_it_is_silent(
    programs: Programs, tmp_path: Path
) -> None:
    mark = tmp_path / "pid"
    body = f"open({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    programs.install("paplay", body)
    task = asyncio.create_task(speaker(tmp_path).announce(CALL, Bell()))
    async with asyncio.timeout(10):
        while not (mark.exists() and mark.read_text()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not is_alive(int(mark.read_text()))


async def test_words_are_no_commands(programs: Programs, tmp_path: Path) -> None:
    """Nothing is read by a shell, and no word is an option."""
    programs.install("espeak-ng")
    words = "--version; touch /tmp/x $(id) `id` | cat"
    await speaker(tmp_path, chime=False).announce([("en", words)], Bell())
    assert ["--", words] == programs.began[0][-2:]


def test_the_chime_is_made_once_and_is_a_sound(tmp_path: Path) -> None:
    file = chime_file(tmp_path / "cache")
    made = file.stat().st_mtime_ns
    assert made == chime_file(tmp_path / "cache").stat().st_mtime_ns
    with wave.open(str(file)) as sound:
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
        assert (1, 2, 44_100) == sound.getparams()[:3]
    loud = max(map(abs, samples))
    assert 8_000 < loud < 30_000  # heard, and not clipped
    assert max(map(abs, samples[-20:])) < 400  # it ends without a click


async def test_a_full_disk_costs_the_chime_and_nothing_else(
    programs: Programs, tmp_path: Path
) -> None:
    programs.install("paplay")
    programs.install("espeak-ng")
    (tmp_path / "cache").write_text("in the way")
    bell, loud = Bell(), speaker(tmp_path)
    await loud.announce(CALL[:1], bell)
    assert (1, {"chime": 1}) == (bell.rung, dict(loud.failures))
    assert ["espeak-ng"] == [name for name, *_ in programs.began]
