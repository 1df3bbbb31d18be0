"""ToolsSection: my own tools, those I like best, and those I do not want to see."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from journal.content.content import Tool
from journal.model.plan import OwnItem
from ui.base.section import PlanSection
from ui.plan.own_item_dialog import OwnItemDialog
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Soft


class ToolsSection(PlanSection):
    """Favorites are offered first on Today; hidden tools are not offered at all."""

    key: ClassVar[str] = "tools"

    def name(self) -> str:
        return self.tr("My tools")

    def summary(self) -> str:
        favourites = self.live.ask.preferences.favourite_tools
        own = self._own()
        names = [self.content.name("tool", key, own) for key in favourites]
        if names:
            return self.tr("Best for me: {tools}").format(tools=", ".join(names[:4]))
        return self.tr("Pick the ones that help you, and add your own.")

    def build(self) -> None:
        self.add(Soft(self.tr("Favorites come first on Today. Hidden ones are not offered.")))
        self.add_button(
            self.tr("Add my own tool"), lambda: self._open(OwnItem(list_name="tool", name="-"))
        )
        self._rows = CursorRows(6)
        self.add(self._rows)

    def show_now(self) -> None:
        preferences = self.live.ask.preferences
        own = self._own()
        tools = [*(Tool.from_own(item) for item in own), *self.content.tools]
        tools.sort(
            key=lambda tool: (
                tool.key in preferences.hidden_tools,
                tool.key not in preferences.favourite_tools,
            )
        )
        items = {item.key: item for item in own}
        rows = []
        for tool in tools:
            row = PlanRow(tool.name, tool.how)
            if tool.key in items:
                row.add_action(self.tr("Change"), partial(self._open, items[tool.key]))
            if tool.key not in preferences.hidden_tools:
                liked = tool.key in preferences.favourite_tools
                row.add_action(
                    self.tr("Favorite"), partial(self._like, tool.key, not liked), on=liked
                )
            hidden = tool.key in preferences.hidden_tools
            words = self.tr("Show") if hidden else self.tr("Hide")
            row.add_action(words, partial(self._hide, tool.key, not hidden))
            rows.append(row)
        self._rows.renew(rows)

    # -- parts -----------------------------------------------------------------------------------

    def _own(self) -> list[OwnItem]:
        return [item for item in self.live.ask.all(OwnItem) if item.list_name == "tool"]

    def _open(self, item: OwnItem) -> None:
        OwnItemDialog(self.live, self.content, item, self).open()

    def _like(self, key: str, liked: bool) -> None:
        preferences = self.live.ask.preferences
        kept = tuple(one for one in preferences.favourite_tools if one != key)
        self.keep(replace(preferences, favourite_tools=(*kept, key) if liked else kept))

    def _hide(self, key: str, hidden: bool) -> None:
        preferences = self.live.ask.preferences
        others = tuple(one for one in preferences.hidden_tools if one != key)
        liked = tuple(one for one in preferences.favourite_tools if one != key)
        self.keep(
            replace(
                preferences,
                hidden_tools=(*others, key) if hidden else others,
                favourite_tools=liked if hidden else preferences.favourite_tools,
            )
        )
