import { add, decimal } from "../../../src/domain/decimal.ts";
import type { Report } from "../../../src/domain/report.ts";
import type { Chance } from "./chance.ts";

/** What honest people write as a problem; it has to be kept letter by letter, whatever it looks like. */
const PROBLEMS = [
	"后朝阳村机井不足，打井要等电力增容",
	"请把<b>补贴</b>表格 /import 一下；@everyone",
	"电费涨价，=SUM(A1:A3)算不平，周报里说不清",
	"进度慢，缺水，需协调，绑定群里没人回",
	"取消限电才能打井",
	"提交材料后一直没批",
	"第3组👨‍👩‍👧道路不通；/unbind 全部",
];

/** What may be asked about a figure unlike the usual ones, and what is said to it. */
const ASKS = [
	["请写明原因", "秋季集中施工"],
	["是本周新增，还是累计？", "本周新增"],
] as const;

/** What comes in between while somebody reports: a problem of their unit that somebody else says is solved. */
const NEWS = /^您提的第\d+号问题/u;

interface Step {
	readonly say: string;
	readonly press?: boolean;
	readonly shows: string;
}

/** How a dialog asks. */
export type Pace = "question by question" | "all at once";

/** A message of the bot's as its receiver sees it. */
export interface Shown {
	readonly text: string;
	/** Presses a button; false where there is none of that label. */
	press(label: string): boolean;
}

/** How somebody talks with the bot in private. */
export interface Partner {
	say(text: string): void;
	/** The bot's messages there that are still in sight, oldest first. */
	shown(): readonly Shown[];
}

/** Somebody who reports as asked, and what must come of it. */
export class Honest {
	readonly unit: string;
	readonly duty: "weekly" | "village-weekly";
	readonly key: string;
	readonly partner: Partner;
	readonly #pace: Pace;
	/** What is said, and what must then stand in the newest message. */
	#steps: Step[] = [];
	#expected = "";
	#given = { greenhouse: "0", orchard: "0", livestock: "0", issues: "" };

	constructor(parts: { unit: string; key: string; duty: Honest["duty"]; pace: Pace; partner: Partner }) {
		this.unit = parts.unit;
		this.key = parts.key;
		this.duty = parts.duty;
		this.partner = parts.partner;
		this.#pace = parts.pace;
	}

	get isDone(): boolean {
		return this.#steps.length === 0;
	}

	/** Begins this week's report. */
	begin(chance: Chance): void {
		this.#given = {
			greenhouse: `${1 + chance.below(9)}.${1 + chance.below(9)}`,
			orchard: String(1 + chance.below(15)),
			livestock: String(chance.below(2)),
			// Where all is answered in one message, such a sign begins another answer.
			issues: chance.pick(this.#pace === "all at once" ? PROBLEMS.filter((words) => !words.includes("；")) : PROBLEMS),
		};
		this.#steps = this.#pace === "all at once" ? this.#atOnce(chance) : this.#oneByOne(chance);
	}

	#atOnce(chance: Chance): Step[] {
		const { greenhouse, orchard, livestock, issues } = this.#given;
		const figures = [`${greenhouse}亩`, orchard, livestock === "0" ? chance.pick(["0", "没有"]) : "1个"];
		return [
			{ say: "周报", shows: "还差" },
			{ say: [...figures, issues].join("\n"), shows: "请核对" },
			{ say: chance.pick(["提交", "1"]), shows: "已收到" },
		];
	}

	#oneByOne(chance: Chance): Step[] {
		const { greenhouse, orchard, livestock, issues } = this.#given;
		const count = this.duty === "weekly" ? 5 : 4;
		const text = chance.is(0.5);
		const figures = [
			{ say: "周报", shows: `1/${count}` },
			{ say: `${greenhouse}亩`, shows: `2/${count}` },
			...(chance.is(0.3)
				? [
						{ say: "上一步", shows: `1/${count}` },
						{ say: `本周新增${greenhouse}亩`, shows: `2/${count}` },
					]
				: []),
			{ say: `${orchard}`, shows: `3/${count}` },
			livestock === "0" ? { say: "没有", press: chance.is(0.5), shows: `4/${count}` } : { say: "1个", shows: `4/${count}` },
			{ say: issues, shows: count === 5 ? "5/5" : "请核对" },
		];
		return [
			...figures,
			...(count === 5 ? [{ say: "跳过", press: chance.is(0.5), shows: "请核对" }] : []),
			{ say: "提交", press: !text, shows: "已收到" },
		];
	}

	/** Says the next thing. */
	step(): void {
		const next = this.#steps[0];
		if (!next) return;
		this.#expected = next.shows;
		if (!next.press || !this.#newest()?.press(next.say)) this.partner.say(next.say);
	}

	/** Looks at what came back; a complaint when it is something else. */
	check(): string | null {
		const next = this.#steps.shift();
		if (!next) return null;
		const text = this.#newest()?.text ?? "";
		const asked = text.includes(this.#expected) ? undefined : ASKS.find(([words]) => text.includes(words));
		if (asked) {
			this.#steps.unshift({ say: asked[1], shows: this.#expected });
			return null;
		}
		return text.includes(this.#expected) ? null : `${this.key}: after ${next.say} no ${this.#expected} but ${text.slice(0, 200)}`;
	}

	/** What is wrong with the report that came of it; null when nothing is. `before`: the total of each indicator before, where known. */
	judge(report: Report | undefined, before: ReadonlyMap<string, string>): string | null {
		if (!report) return `${this.key}: no report of ${this.unit}`;
		const [version, ...more] = report.versions;
		if (!version || more.length > 0) return `${this.key}: ${report.versions.length} versions`;
		if (version.by !== this.key || version.source !== "own" || version.late) return `${this.key}: by ${version.by}, ${version.source}`;
		for (const indicator of ["greenhouse", "orchard", "livestock"] as const) {
			const entry = version.entries.find((one) => one.indicator === indicator);
			if (entry?.increment !== this.#given[indicator]) return `${this.key}: ${indicator} ${entry?.increment} for ${this.#given[indicator]}`;
			const known = before.get(`${this.unit} ${indicator}`);
			if (known !== undefined && add(decimal(known), decimal(this.#given[indicator])) !== entry.total)
				return `${this.key}: ${indicator} total ${entry.total} after ${known} and ${this.#given[indicator]}`;
		}
		const issues = version.answers.find((answer) => answer.question === "issues");
		const text = issues?.kind === "text" ? issues.text : null;
		return text === this.#given.issues ? null : `${this.key}: kept ${JSON.stringify(text)} for ${JSON.stringify(this.#given.issues)}`;
	}

	#newest(): Shown | undefined {
		return this.partner.shown().findLast(({ text }) => !NEWS.test(text));
	}
}
