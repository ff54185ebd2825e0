import type { Bulletin } from "../../domain/bulletin.ts";
import type { County } from "../../domain/county.ts";
import type { PersonKey } from "../../domain/person.ts";
import type { ShownBulletin } from "../../views/bulletins.ts";
import type { ViewButton } from "../../views/button.ts";

/** A bulletin under way, for the eyes of who drafts or approves it. */
export const shownBulletin = (county: County, bulletin: Bulletin): ShownBulletin => {
	const name = (key: PersonKey): string => county.person(key)?.name ?? key;
	const { title, paragraphs, documentNumber, state, approver } = bulletin;
	return {
		title,
		paragraphs,
		documentNumber,
		state: state === "reviewing" || state === "approved" || state === "publishing" ? state : "draft",
		drafter: name(bulletin.drafter),
		approver: approver === null ? null : name(approver),
	};
};

/** What its drafter can do with it as it stands; they mean this bulletin, whichever is worked on later. */
export const draftButtons = ({ id, state }: Bulletin): ViewButton[] => [
	...(state === "draft" ? [{ label: { word: "send-up" }, action: { do: "say", text: `/bulletin sendup ${id}` } } as const] : []),
	...(state === "approved" ? [{ label: { word: "publish" }, action: { do: "say", text: `/bulletin publish ${id}` } } as const] : []),
	...(state === "publishing" ? [] : [{ label: { word: "discard" }, action: { do: "say", text: `/bulletin drop ${id}` } } as const]),
];

/** The second person's buttons: they mean this very text, whatever is changed later. */
export const approvalButtons = (bulletin: Bulletin): ViewButton[] => [
	{ label: { word: "agree" }, action: { do: "say", text: `/agree ${bulletin.id} ${bulletin.revision}` } },
];
