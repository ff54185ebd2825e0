import type { County } from "../../domain/county.ts";
import type { Instant } from "../../domain/period.ts";
import { chatKey } from "../../ports/chat.ts";
import type { Effect, KnownGroup } from "../../ports/store.ts";
import type { ViewOf } from "../../views/view.ts";

/** How the office is told that the bot is out of a group: once each time, at once or on the next working morning. */
export const groupLeft = {
	/** Kept when it was told. */
	key: ({ chat, updatedAt }: KnownGroup): string => `group-left:${chatKey(chat)}:${updatedAt}`,
	view: (county: County | null, { title, unit }: KnownGroup): ViewOf<"group-left"> => ({
		key: "group-left",
		title,
		unit: unit === null || county === null ? null : (county.unit(unit)?.name ?? unit),
		buttons: [],
	}),
	toldOf: (group: KnownGroup, at: Instant): Effect => ({
		do: "record-occurrence",
		occurrence: { key: groupLeft.key(group), outcome: "done", at },
	}),
} as const;
