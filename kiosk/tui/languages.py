"""Which languages a screen offers, and who speaks them in the branch's zone."""

from collections.abc import Sequence

from kiosk.domain.branch import BranchState
from kiosk.i18n.catalogue import Catalogue
from kiosk.i18n.speaker import Speaker


class Languages:
    """The languages of the settings, else of the branches, as far as they can be drawn here."""

    def __init__(
        self, catalogue: Catalogue, wanted: Sequence[str], *, bidi: bool
    ) -> None:
        """`wanted` empty: those of the branches. Without `bidi` none from right to left."""
        self._catalogue, self._wanted, self._bidi = catalogue, tuple(wanted), bidi

    def offered(self, states: Sequence[BranchState]) -> list[Speaker]:
        """One speaker a language, the settings' or the branch's first one first.

        English when none is left.
        """
        zone = states[0].branch.zone if states else "UTC"
        own = [state.branch.default_locale for state in states[:1]]
        theirs = [tag for state in states for tag in state.branch.locales]
        tags = self._wanted or (*own, *theirs)
        speakers = [
            self._catalogue.speaker(tag, zone)
            for tag in dict.fromkeys(tags)
            if tag in self._catalogue.locales
        ]
        drawn = [speaker for speaker in speakers if self._bidi or not speaker.rtl]
        return drawn or [self._catalogue.speaker("en", zone)]

    def speaker(
        self,
        locale: str | None,
        state: BranchState | None,
        states: Sequence[BranchState],
    ) -> Speaker:
        """Who speaks `locale` where `state` is; nobody's language is the first one offered."""
        first = self.offered(states)[0]
        zone = (state or states[0]).branch.zone if state or states else "UTC"
        return self._catalogue.speaker(locale or first.locale, zone)
