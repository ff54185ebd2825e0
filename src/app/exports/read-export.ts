import type { Duty, DutyId } from "../../domain/duty.ts";
import { CADENCES, type PeriodKey, parsePeriod, periodOf, shiftPeriod } from "../../domain/period.ts";
import { may } from "../../domain/permission.ts";
import { type Person, postsOn } from "../../domain/person.ts";
import type { UnitCode } from "../../domain/unit.ts";
import { meansWholeCounty } from "../../language/command-words.ts";
import { leadingPeriod, noPeriodIn } from "../../language/leading-period.ts";
import type { ChatRef } from "../../ports/chat.ts";
import type { LedgerPart } from "../../views/export.ts";
import { pickPerson } from "../people/pick-person.ts";
import { type NamedRound, readNamedRound } from "../rounds/named-round.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { askWhichUnit } from "../units/leading-unit.ts";

/** What 导出 asks for, as its job carries it. */
export type ExportAsked =
	| {
			readonly what: "rounds";
			readonly rounds: readonly { readonly duty: DutyId; readonly period: PeriodKey }[];
			readonly within: UnitCode;
	  }
	| { readonly what: "ranking"; readonly period: PeriodKey | null }
	| { readonly what: "receipts"; readonly notice: number }
	| { readonly what: "ledger"; readonly unit: UnitCode | null; readonly span: PeriodKey | null; readonly only: LedgerPart | null }
	| { readonly what: "burden"; readonly month: PeriodKey }
	| { readonly what: "material"; readonly duty: DutyId; readonly period: PeriodKey; readonly within: UnitCode }
	| { readonly what: "record"; readonly unit: UnitCode | null; readonly person: Person["key"] | null; readonly span: PeriodKey };

/** What was asked for; "said" when something had to be asked back or refused, which is done; null when nothing was named. */
export type ExportRead = ExportAsked | "said" | null;

/** Reads what stands behind 导出: 周报 第47周, 排名 10月, 回执 12, 台账 大巴镇 超期, 减负 10月, 季报材料 三季度, 大巴镇 2026年, 王伟. */
export const readExport = (turn: Turn, speaker: Speaker, text: string, chat: ChatRef): ExportRead => {
	const words = text.normalize("NFKC").trim();
	const ranking = /^(?:排名|ranking)\s*/iu.exec(words);
	if (ranking) {
		const behind = words.slice(ranking[0].length);
		return noPeriodIn(behind, turn.today) === null ? { what: "ranking", period: leadingPeriod(behind, turn.today)?.period ?? null } : null;
	}
	const receipts = /^(?:通知)?\s*(?:回执|receipts?)\s*[#＃]?\s*(\d{1,6})$/iu.exec(words);
	if (receipts) return { what: "receipts", notice: Number(receipts[1]) };
	const burden = /^(?:减负|burden)\s*/iu.exec(words);
	if (burden) return readBurden(turn, words.slice(burden[0].length));
	const ledger = /^(?:问题)?(?:台[账帐]|ledger)\s*/iu.exec(words);
	if (ledger) return readLedger(turn, speaker, words.slice(ledger[0].length));
	if (MATERIAL.test(words)) return readMaterial(turn, speaker, words.replace(MATERIAL, " "));
	const named = readNamedRound(turn, speaker, words, true);
	if (named.unit?.kind === "unsure") {
		askWhichUnit(turn, speaker, "/export", named.unit);
		return "said";
	}
	if (meansWholeCounty(named.rest)) return null;
	if (named.rest.trim() !== "") return namedPerson(turn, speaker, named, chat);
	const rounds = roundsOf(turn, named);
	const unit = named.unit?.unit.code ?? null;
	if (unit !== null && (named.duty === null || rounds.length === 0))
		return { what: "record", unit, person: null, span: named.period ?? periodOf("year", turn.today) };
	return rounds.length === 0 ? null : { what: "rounds", rounds, within: unit ?? turn.county.root.code };
};

const MATERIAL = /(?:汇报)?材料|\bmaterial\b/iu;

/** A duty that asks for files, by its name or by the cadence of a period, the rarest of several; without a period its newest round that has begun. */
const readMaterial = (turn: Turn, speaker: Speaker, text: string): ExportRead => {
	const named = readNamedRound(turn, speaker, text, true);
	if (named.unit?.kind === "unsure") {
		askWhichUnit(turn, speaker, "/export material", named.unit);
		return "said";
	}
	if (named.rest.trim() !== "") return null;
	const cadence = named.period === null ? null : parsePeriod(named.period).cadence;
	const duty = turn.county.data.duties
		.filter((one) => one.questions.some(({ kind }) => kind === "files"))
		.filter((one) => (named.duty === null || one.name === named.duty) && (cadence === null || one.cadence === cadence))
		.sort((a, b) => CADENCES.indexOf(b.cadence) - CADENCES.indexOf(a.cadence))[0];
	if (!duty) return null;
	return {
		what: "material",
		duty: duty.id,
		period: named.period ?? newestBegun(turn, duty),
		within: named.unit?.unit.code ?? turn.county.root.code,
	};
};

const newestBegun = ({ rounds, now, today }: Turn, duty: Duty): PeriodKey => {
	const present = periodOf(duty.cadence, today);
	return rounds.round(duty, present, null).opensAt <= now ? present : shiftPeriod(present, -1);
};

/** Without a month this one; by month alone. */
const readBurden = (turn: Turn, rest: string): ExportRead => {
	const month = rest.trim() === "" ? periodOf("month", turn.today) : (leadingPeriod(rest, turn.today)?.period ?? null);
	return month !== null && parsePeriod(month).cadence === "month" ? { what: "burden", month } : null;
};

const LEDGER_PARTS: readonly (readonly [part: LedgerPart, words: RegExp])[] = [
	["overdue", /超期|逾期|overdue/iu],
	["open", /未解决|没解决|未销号|open/iu],
	["solved", /已解决|解决了|已?销号|solved/iu],
];

/** A unit, a span and a part in any order; null where something else stands there. */
const readLedger = (turn: Turn, speaker: Speaker, text: string): ExportRead => {
	const part = LEDGER_PARTS.find(([, words]) => words.test(text));
	const named = readNamedRound(turn, speaker, part ? text.replace(part[1], " ").replace(/\s的|的\s|\s+/gu, " ") : text, true);
	if (named.unit?.kind === "unsure") {
		askWhichUnit(turn, speaker, `/export ledger${part ? ` ${part[0]}` : ""}`, named.unit);
		return "said";
	}
	if (named.duty !== null || named.rest.replace(/[的问题\s]/gu, "") !== "") return null;
	return { what: "ledger", unit: named.unit?.unit.code ?? null, span: named.period, only: part?.[0] ?? null };
};

/** The rounds a duty's name and a period stand for; a duty alone means its newest round. */
const roundsOf = (turn: Turn, { duty, period }: NamedRound): { duty: DutyId; period: PeriodKey }[] => {
	const cadence = period === null ? null : parsePeriod(period).cadence;
	if (duty === null && period === null) return [];
	return turn.county.data.duties
		.filter((one) => (duty === null || one.name === duty) && (cadence === null || one.cadence === cadence))
		.map((one) => ({
			duty: one.id,
			period: period ?? turn.rounds.taking(one, turn.inbound.sentAt, null)[0]?.period ?? periodOf(one.cadence, turn.today),
		}));
};

/** Somebody by name, of a unit whose reports the asker may have. */
const namedPerson = (turn: Turn, speaker: Speaker, named: NamedRound, chat: ChatRef): ExportRead => {
	const behind = named.period === null ? spanBehind(turn, named.rest) : null;
	const typed = `${named.unit?.kind === "sure" ? named.unit.unit.name : ""}${behind?.name ?? named.rest.trim()}`;
	const span = behind?.span ?? named.period ?? periodOf("year", turn.today);
	const person = pickPerson(turn, speaker, "export", typed, chat, span);
	if (!person) return "said";
	const posts = postsOn(person, turn.today);
	if (!posts.some(({ unit }) => may(turn.county, speaker.person, "export", unit, turn.today))) return null;
	return { what: "record", unit: null, person: person.key, span };
};

/** 王伟 四季度: a name, and the span behind it. */
const spanBehind = (turn: Turn, text: string): { readonly name: string; readonly span: PeriodKey } | null => {
	const [, name, last = ""] = /^(.+?)\s+(\S+)$/u.exec(text.trim()) ?? [];
	const found = leadingPeriod(last, turn.today);
	return name !== undefined && found?.rest === "" ? { name, span: found.period } : null;
};
