import type { Measure } from "../domain/measure.ts";
import { type AnswerReading, combine, withNoIncrease } from "./combine.ts";
import { correctionStart } from "./correction.ts";
import { normalize } from "./normalize.ts";
import { scanQuantity } from "./quantity-scan.ts";
import { asReading, findQuantities, type QuantityReading } from "./read-quantities.ts";
import { saysSame, saysZero } from "./zero.ts";

export type { AnswerReading, Candidate, Converted } from "./combine.ts";

const PHONE = /^1[3-9]\d{9}$/;
const PLAIN = /^[+]?[\d.,]+$/;
// The commonest answer of all: nothing in it could be anything else. Nought in a measure is a none.
const FIGURE = /^[1-9]\d{0,5}(?:\.\d{1,4})? ?(?:亩|公顷|头|只|株|棵|栋|眼|户|人|个|吨)$/;

// 11.20 alone would be a date in running text; as the answer to "how many" it is a number.
const plainNumber = (text: string): QuantityReading | null => {
	if (!PLAIN.test(text) && !FIGURE.test(text)) return null;
	const plus = text.startsWith("+");
	const scanned = scanQuantity(text, plus ? 1 : 0);
	if (scanned === null || PHONE.test(text) || scanned.end !== text.length) return null;
	return { ...scanned, text, mode: plus ? "increment" : "unstated", zero: false, aside: null };
};

const POLITE = /^(?:(?:收到|好的?|嗯+|报告|领导|书记|镇长|您好|你好|老师|主任|辛苦了?|汇报一下|回复|答)[,，。:： !]*)+/;
const TAIL = /[\s,，。.;；!~…]+$/;

const UNDECIDED = /统计|再?报|核实|核对|问|不知|不清|不对|错/;

const withCorrection = (reading: AnswerReading): AnswerReading => (reading.kind === "value" ? { ...reading, corrected: true } : reading);

/**
 * Reads an answer to one number question whose values are kept in `expected`.
 * Bare numbers are taken in that measure; other measures of the family are converted; everything doubtful has a kind of its own.
 */
export const readAnswer = (text: string, expected: Measure): AnswerReading => {
	const trimmed = normalize(text).text.trim().replace(TAIL, "").replace(POLITE, "").trim();
	if (trimmed === "") return { kind: "not-understood" };
	const plain = plainNumber(trimmed);
	if (plain !== null) return combine([plain], expected);
	if (saysZero(trimmed)) return { kind: "zero" };
	const normal = normalize(trimmed);
	const corrected = correctionStart(normal);
	const words = corrected === null ? normal : normalize(trimmed.slice(corrected));
	const quantities = findQuantities(words).map(asReading);
	if (saysSame(trimmed) && !quantities.some((quantity) => !quantity.zero && quantity.mode !== "past")) return { kind: "same-as-last" };
	const reading = combine(quantities, expected);
	const [head = ""] = trimmed.split(/[,，;；。]/);
	// 本周没有，累计1300亩: none this time, beside the total.
	if (reading.kind === "value" && reading.mode === "total" && head !== trimmed && saysZero(head)) return withNoIncrease(reading);
	// 没有，下周开始栽: the reason behind a none changes nothing.
	if (reading.kind === "not-understood" && head !== trimmed && saysZero(head) && !UNDECIDED.test(trimmed)) return { kind: "zero" };
	// 没有，还是3个
	if (reading.kind === "value" && reading.mode === "unstated" && saysZero(head) && /[,，;；。] ?(?:还|仍|依)/.test(trimmed))
		return withNoIncrease(reading);
	return corrected === null ? reading : withCorrection(reading);
};
