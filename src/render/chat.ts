import type { FileRef } from "../domain/file.ts";
import type { Catalogue } from "../locales/catalogue.ts";
import { en } from "../locales/en/index.ts";
import { zhCN } from "../locales/zh-CN/index.ts";
import type { ViewButton } from "../views/button.ts";
import type { View, ViewKey, ViewOf } from "../views/view.ts";
import { safeText } from "./safe-text.ts";

export type Language = "zh-CN" | "en";

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { "zh-CN": zhCN, en };

/** A view as a chat can show it. Button ids are their places in the view. */
export interface RenderedMessage {
	readonly text: string;
	readonly buttons: readonly { readonly id: string; readonly text: string }[];
	readonly files: readonly FileRef[];
}

const sentence = <K extends ViewKey>(catalogue: Catalogue, view: ViewOf<K>): string => {
	const write = catalogue.sentences[view.key as K] as (view: ViewOf<K>, formats: Catalogue["formats"]) => string;
	return write(view, catalogue.formats);
};

const labelOf = (catalogue: Catalogue, { label }: ViewButton): string => {
	if ("word" in label) return catalogue.buttons[label.word];
	return "period" in label ? catalogue.formats.period(label.period) : safeText(label.text);
};

const labelsOf = (catalogue: Catalogue, view: View): string[] => view.buttons.map((button) => labelOf(catalogue, button));

/** Whether the choices are numbered where there are no buttons: not where the view numbers them itself, or the text says already what to send. */
const isNumbered = (view: View, text: string, labels: readonly string[]): boolean =>
	labels.length > 0 && ("numbered" in view ? view.numbered : !labels.every((label) => text.includes(`“${label}”`)));

const POINT = "· ";

/** The same lines with the choices among them numbered; null where they do not stand there one by one, each on a line of its own. */
const numberedInPlace = (text: string, labels: readonly string[]): string | null => {
	const lines = text.split("\n");
	let at = -1;
	for (const [index, label] of labels.entries()) {
		at = lines.findIndex((line, place) => place > at && line.startsWith(`${POINT}${label}`));
		if (at === -1) return null;
		lines[at] = `${index + 1}. ${lines[at]?.slice(POINT.length)}`;
	}
	return lines.join("\n");
};

/** Whether the text numbers the choices already, but for one that leads back. */
const isNumberedAlready = (text: string, labels: readonly string[]): boolean =>
	labels.length > 1 && labels.slice(0, -1).every((label, index) => text.includes(`\n${index + 1}. ${label}`));

/** A text with its choices numbered, in their lines or below. */
const withNumbers = (catalogue: Catalogue, text: string, labels: readonly string[]): string => {
	if (isNumberedAlready(text, labels)) return text;
	const inPlace = numberedInPlace(text, labels);
	return inPlace === null ? `${text}\n${catalogue.numbered(labels)}` : `${inPlace}\n${catalogue.answerNumber}`;
};

/** The words of a view's choices, in their order. */
export const choiceLabels = (view: View, language: Language): readonly string[] => labelsOf(CATALOGUES[language], view);

/** Whether a view's choices can be answered by number where there are no buttons. */
export const takesNumber = (view: View, language: Language): boolean => {
	const catalogue = CATALOGUES[language];
	const labels = labelsOf(catalogue, view);
	return isNumbered(view, catalogue.typed(safeText(sentence(catalogue, view)), labels), labels);
};

/** Writes a view in a language. Without buttons the choices stand numbered below the text; not where `numbers` says that a number would be nobody's answer. */
export const renderChat = (
	view: View,
	language: Language,
	can: { readonly buttons: boolean; readonly numbers?: boolean },
): RenderedMessage => {
	const catalogue = CATALOGUES[language];
	const text = safeText(sentence(catalogue, view));
	const labels = labelsOf(catalogue, view);
	const files = "files" in view ? view.files : [];
	if (can.buttons) return { text, buttons: labels.map((label, index) => ({ id: String(index), text: label })), files };
	const words = catalogue.typed(text, labels);
	const numbers = can.numbers !== false && isNumbered(view, words, labels);
	return { text: numbers ? withNumbers(catalogue, words, labels) : words, buttons: [], files };
};
