import { describe, expect, it } from "vitest";
import { describeRehearsal } from "../../../src/app/rehearsal/describe-rehearsal.ts";
import type { Rehearsal } from "../../../src/app/rehearsal/rehearsal.ts";
import { isOwnAccord } from "../../../src/app/rehearsal/rehearsal-totals.ts";
import { dateOf } from "../../../src/domain/period.ts";
import { renderRehearsal } from "../../../src/render/rehearsal-page.ts";
import { rehearsed, smallDemo } from "../../support/rehearsed.ts";

/** One township of each habit; the first has its villages. */
const HABITS = {
	"210921100": "guided",
	"210921102": "reminded",
	"210921103": "last-minute",
	"210921104": "late",
	"210921105": "wrong",
	"210921106": "half",
	"210921107": "silent",
	"210921108": "pasted",
} as const;
const data = smallDemo(Object.keys(HABITS));
const TIMEOUT_MS = 180_000;
const UNBROKEN = { quiet: 0, overCap: 0, reported: 0 };

const roundsOf = (
	rounds: readonly { period: string; title: string; owed: number; onTime: number; late: number; open: boolean }[],
): string[] =>
	rounds.map(({ period, title, owed, onTime, late, open }) => `${period} ${title} ${owed} ${onTime} ${late}${open ? " open" : ""}`);

/** How often somebody was reminded alone and named in a group. */
const remindersOf = ({ reminders }: Rehearsal, person: string): { alone: number; named: number } => {
	const sent = reminders.filter((record) => record.person === person && record.outcome === "sent" && record.kind === "round");
	const messages = (inGroup: boolean): number =>
		new Set(sent.filter((record) => record.inGroup === inGroup).map(({ message }) => message)).size;
	return { alone: messages(false), named: messages(true) };
};

const ownDays = ({ lines }: Rehearsal): Set<string> => new Set(lines.filter(isOwnAccord).map(({ at }) => dateOf(at)));

describe("a month of the demo county", () => {
	it(
		"reminds those who are missing and nobody else, by day, and gets nearly every report",
		async () => {
			const { rehearsal, counted } = await rehearsed({ data, from: "2026-11-02", to: "2026-11-29", habits: HABITS });
			expect(rehearsal.troubles).toEqual([]);
			expect(counted.totals.kept).toEqual(UNBROKEN);
			expect(roundsOf(counted.totals.rounds).filter((round) => round.includes(" 周报"))).toEqual([
				"2026-W45 周报 8 6 1",
				"2026-W46 周报 8 6 1",
				"2026-W47 周报 8 6 1",
				"2026-W48 周报 8 6 1 open",
			]);
			// Four weeks the day before, and the month; two hours before five deadlines, and the working day after four of them.
			expect(remindersOf(rehearsal, "210921107-2")).toEqual({ alone: 5, named: 9 });
			// The principal hears of it after the deadline alone.
			expect(remindersOf(rehearsal, "210921107-1")).toEqual({ alone: 4, named: 0 });
			// Who reports when reminded needs no second reminder, but for the month whose first day this is.
			expect(remindersOf(rehearsal, "210921102-2")).toEqual({ alone: 5, named: 1 });
			const leaders = rehearsal.county.data.people.filter(({ posts }) =>
				posts.every(({ role }) => role === "leader" || role === "organiser"),
			);
			expect(leaders.map(({ key }) => remindersOf(rehearsal, key))).toEqual(leaders.map(() => ({ alone: 0, named: 0 })));
			expect(counted.totals.reminders).toBe(181);
			expect(counted.totals.mentions).toBe(89);
			expect(counted.totals.held).toMatchObject({ unreachable: 0, lost: 0 });
		},
		TIMEOUT_MS,
	);
});

describe("Spring Festival 2026", () => {
	it(
		"owes no report for the week off, says nothing from the 15th to the 23rd, and reminds on the Saturdays worked for it",
		async () => {
			const { rehearsal, counted } = await rehearsed({ data, from: "2026-02-09", to: "2026-03-01", habits: HABITS });
			expect(rehearsal.troubles).toEqual([]);
			expect(counted.totals.kept).toEqual(UNBROKEN);
			const weeks = counted.totals.rounds.filter(({ period }) => period.includes("-W"));
			expect(new Set(weeks.map(({ period }) => period))).toEqual(new Set(["2026-W07", "2026-W09"]));
			const days = ownDays(rehearsal);
			expect([...days].filter((day) => day >= "2026-02-15" && day <= "2026-02-23")).toEqual([]);
			expect(days).toContain("2026-02-14");
			expect(days).toContain("2026-02-28");
			expect(remindersOf(rehearsal, "210921107-2")).toEqual({ alone: 3, named: 5 });
			expect(counted.totals.reminders).toBe(106);
		},
		TIMEOUT_MS,
	);
});

describe("New Year 2027", () => {
	it(
		"has a week 53, calls deadlines of the unpublished year provisional, and takes the new year's totals for no fall, though the year has no targets yet",
		async () => {
			const before = { ...data, targets: data.targets.filter(({ year }) => year === 2026) };
			const { rehearsal, counted } = await rehearsed({ data: before, from: "2026-12-21", to: "2027-01-10", habits: HABITS });
			expect(rehearsal.troubles).toEqual([]);
			expect(counted.totals.kept).toEqual(UNBROKEN);
			const weekly = roundsOf(counted.totals.rounds).filter((round) => round.includes(" 周报"));
			expect(weekly).toEqual(["2026-W52 周报 8 6 1", "2026-W53 周报 8 6 1", "2027-W01 周报 8 6 1 open"]);
			const said = rehearsal.lines.filter(({ by }) => by === null);
			expect(said.filter(({ text }) => text.includes("减到"))).toEqual([]);
			const firstWeek = said.filter(({ text, view }) => view === "question" && text.includes("2027年第1周周报"));
			expect(firstWeek.length).toBeGreaterThan(0);
			for (const { text } of firstWeek) {
				expect(text).toContain("截止1月8日17:00（放假未公布，暂定）");
				expect(text).toMatch(/上次累计0[亩个]/u);
				expect(text).not.toContain("年度任务");
			}
			expect(counted.totals.reminders).toBe(138);
		},
		TIMEOUT_MS,
	);
});

describe("a rehearsal's page", () => {
	it(
		"is the same byte for byte for the same seed, needs nothing from outside, and every name leads to a chat on it",
		async () => {
			const few = smallDemo(["210921105", "210921102"]);
			const play = async (seed: string): Promise<string> => {
				const { rehearsal, counted } = await rehearsed({ data: few, from: "2026-11-19", to: "2026-11-23", seed });
				return renderRehearsal(describeRehearsal(rehearsal, counted), "zh-CN");
			};
			const page = await play("1");
			expect(await play("1")).toBe(page);
			expect(await play("2")).not.toBe(page);
			expect(page).not.toMatch(/\b(?:src|href)="(?!#)/u);
			const anchors = new Set([...page.matchAll(/id="([^"]+)"/gu)].map(([, id]) => id));
			const links = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => decodeURIComponent(id ?? ""));
			expect(links.length).toBeGreaterThan(10);
			expect(links.filter((id) => !anchors.has(id))).toEqual([]);
		},
		TIMEOUT_MS,
	);
});
