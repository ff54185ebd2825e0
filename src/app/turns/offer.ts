import type { FileRef } from "../../domain/file.ts";
import { addMs, type Instant, parsePeriod } from "../../domain/period.ts";
import type { PersonKey } from "../../domain/person.ts";
import { itemSaid, keepsOrChanges, numberSaid, periodWords } from "../../flows/plain-words.ts";
import { withoutListGap } from "../../language/leading-level.ts";
import { beginsFromToday, leadingPeriod } from "../../language/leading-period.ts";
import { readPeriod } from "../../language/read-period.ts";
import { readQuantities } from "../../language/read-quantities.ts";
import { readYesNo } from "../../language/read-yes-no.ts";
import type { NewMessage, SavedSession } from "../../ports/store.ts";
import type { Action, ViewButton } from "../../views/button.ts";
import type { View, ViewKey } from "../../views/view.ts";
import type { Speaker, Turn } from "./turn.ts";

/** Views that ask which of several was meant, outside any dialog. */
export const ASKING: ReadonlySet<ViewKey> = new Set<ViewKey>([
	"unit-unsure",
	"which-unit",
	"which-round",
	"which-line",
	"several-named",
	"submitted-edited",
	"problem-whose",
]);

/** A choice is forgotten after this. */
const KEPT_MS = 60 * 60 * 1000;
/** Longer texts choose nothing. */
const MAX_CHOICE = 20;
/** Longest part of kept figures that is said back. */
const SHOWN = 60;

interface Offer {
	/** The message whose buttons are the choices. */
	readonly message: string;
	readonly chat: string;
	readonly at: Instant;
}

/** The setting under which the question last asked of somebody outside a dialog is remembered. */
export const offerKey = (person: PersonKey): string => `offer:${person}`;

/** A question asked back keeps the files that came with the words it is about: the choice takes them along. */
const withFiles = (message: NewMessage, files: readonly FileRef[]): NewMessage => {
	if (files.length === 0 || !ASKING.has(message.view.key)) return message;
	const buttons = message.view.buttons.map((button) =>
		button.action.do === "say" ? { ...button, action: { ...button.action, files } } : button,
	);
	return { ...message, view: { ...message.view, buttons } };
};

/** Remembers the question this turn ended with, so that its answer may be typed as well as pressed. */
export const noteOffer = (turn: Turn): void => {
	for (const [index, effect] of [...turn.effects].entries()) {
		if (effect.do !== "enqueue-message") continue;
		const message = withFiles(effect.message, turn.attached);
		if (message !== effect.message) turn.effects[index] = { ...effect, message };
		const { id, view, chat, addressee } = message;
		if (addressee === null || view.buttons.length === 0 || !ASKING.has(view.key)) continue;
		const offer: Offer = { message: id, chat: chat.id, at: turn.inbound.sentAt };
		turn.add({ do: "set-setting", key: offerKey(addressee), value: JSON.stringify(offer) });
	}
};

/** Forgets the question: it was answered, or something else was asked for instead. */
export const dropOffer = (turn: Turn, speaker: Speaker): void =>
	turn.add({ do: "set-setting", key: offerKey(speaker.person.key), value: "" });

/** The question last asked of somebody outside a dialog, here and lately; null where the dialog has gone on since: what is typed is its answer. */
const askedLast = async (turn: Turn, speaker: Speaker, open: SavedSession | null): Promise<View | null> => {
	const saved = await turn.set.setting(offerKey(speaker.person.key));
	if (saved === null || saved === "") return null;
	const offer = JSON.parse(saved) as Offer;
	if (offer.chat !== turn.chat.id || addMs(offer.at, KEPT_MS) < turn.inbound.sentAt) return null;
	if (open && open.updatedAt > offer.at) return null;
	return (await turn.set.message(offer.message))?.view ?? null;
};

/** What a number, a name or a yes chooses from the last question asked outside a dialog; null when it is no answer to one. */
export const chosenOffer = async (turn: Turn, speaker: Speaker, text: string, open: SavedSession | null): Promise<Action | null> => {
	if (text.length > MAX_CHOICE) return null;
	const buttons = (await askedLast(turn, speaker, open))?.buttons ?? [];
	const [only] = buttons;
	if (only && buttons.length === 1 && readYesNo(text) === "yes") return only.action;
	if (only?.action.do === "take-edits") return decision(text, buttons);
	const place = numberSaid(text);
	const chosen =
		place === null ? itemSaid(text, buttons.map(namesOf)) : place < buttons.length ? place : periodNumbered(place + 1, buttons);
	return buttons[chosen ?? -1]?.action ?? null;
};

/** 47 means week 47 where that is a choice and there are not so many. */
const periodNumbered = (number: number, buttons: readonly ViewButton[]): number =>
	buttons.findIndex(({ label }) => "period" in label && parsePeriod(label.period).number === number);

/** The period chosen together with what is reported for it: 第47周 45亩; null for any other words. */
export const chosenWithFigures = async (turn: Turn, speaker: Speaker, text: string, open: SavedSession | null): Promise<Action | null> => {
	const named = leadingPeriod(text, turn.today);
	const rest = named ? withoutListGap(named.rest) : "";
	if (!named || readQuantities(rest).length === 0) return null;
	// 上周累计3200亩，本周新增45亩 chooses neither.
	if (beginsFromToday(text) && readPeriod(rest, turn.today) !== null) return null;
	const asked = await askedLast(turn, speaker, open);
	const meant = asked?.key === "which-round" && asked.buttons.find(({ label }) => "period" in label && label.period === named.period);
	return meant && meant.action.do === "say" ? { ...meant.action, text: `${meant.action.text} ${rest}` } : null;
};

/**
 * Figures said where it was asked which report they are for (报哪一期？ 累计三千二百亩): asks again, and the choice takes them along. One or two digits alone
 * may be a choice there was not, and are not kept. False where nothing like that was asked.
 */
export const keepFigures = async (turn: Turn, speaker: Speaker, text: string, open: SavedSession | null): Promise<boolean> => {
	const asked = await askedLast(turn, speaker, open);
	if (asked?.key !== "which-round" && asked?.key !== "which-unit") return false;
	if (readQuantities(text).length === 0) return false;
	const figures = numberSaid(text) === null ? text.trim() : "";
	const kept = [asked.kept ?? "", figures].filter((part) => part !== "").join(" ");
	const buttons = asked.buttons.map(({ label, action }) => ({
		label,
		action: action.do === "say" && figures !== "" ? { ...action, text: `${action.text} ${figures}` } : action,
	}));
	turn.say({ ...asked, ...(kept === "" ? {} : { kept: kept.slice(0, SHOWN) }), buttons }, { addressee: speaker.person });
	return true;
};

/** 改成新版本 or 不改, in these words or as a yes or no to the question. */
const decision = (text: string, buttons: readonly ViewButton[]): Action | null => {
	const said = keepsOrChanges(text) ?? ({ yes: true, no: false, unclear: null } as const)[readYesNo(text) ?? "unclear"];
	return buttons.find(({ action }) => action.do === "take-edits" && action.yes === said)?.action ?? null;
};

const namesOf = ({ label }: ViewButton): readonly string[] =>
	"text" in label ? [label.text] : "period" in label ? periodWords(label.period) : [];
