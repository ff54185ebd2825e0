import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Figure } from "../src/dialog/facts.ts";
import type { DialogInput } from "../src/dialog/input.ts";
import { loadState } from "../src/dialog/load-state.ts";
import type { DialogState } from "../src/dialog/state.ts";
import { County } from "../src/domain/county.ts";
import { add, type Decimal, ZERO } from "../src/domain/decimal.ts";
import type { Duty, DutyId } from "../src/domain/duty.ts";
import type { IndicatorId } from "../src/domain/indicator.ts";
import { dateOf, daysOf, type Instant, periodOf, shiftPeriod } from "../src/domain/period.ts";
import { personKey } from "../src/domain/person.ts";
import { plannedPercent } from "../src/domain/plan.ts";
import { owes, roundIn } from "../src/domain/round.ts";
import type { Unit } from "../src/domain/unit.ts";
import { compileFlow } from "../src/flows/compile-flow.ts";
import { type FlowFacts, step } from "../src/flows/dialog.ts";
import { buildUnitDirectory } from "../src/language/unit-directory.ts";
import { renderChat } from "../src/render/chat.ts";
import type { ViewButton } from "../src/views/button.ts";
import { demoCounty } from "../src/workbook/demo/demo-county.ts";
import { demoHistory } from "../src/workbook/demo/demo-history.ts";

// npm run play [DUTY] [--slow] [--en]: plays a duty's dialog of the demo county in the terminal. 「+a.jpg」 sends a file, 「~」 pauses and resumes,
// 「[按钮]」 presses a button, Ctrl-D ends.

const NOW = "2026-11-18T02:00:00.000Z" as Instant;
const list = (name: string): string => readFileSync(new URL(`../src/workbook/demo/${name}.csv`, import.meta.url), "utf8");

const data = demoCounty({ townshipsCsv: list("townships"), villagesCsv: list("villages") });
const county = new County(data);
const options = process.argv.slice(2);
const wanted = options.find((option) => !option.startsWith("--")) ?? "weekly";
const language = options.includes("--en") ? "en" : "zh-CN";

const dutyNamed = (name: string): Duty => {
	const found = county.duty(name as DutyId) ?? data.duties.find((duty) => duty.name === name);
	if (found) return found;
	console.error(`没有这项报送：${name}。可选：${data.duties.map((duty) => `${duty.id}（${duty.name}）`).join("、")}`);
	process.exit(1);
};

const duty = dutyNamed(wanted);
const unit = data.units.find((one) => owes(duty, one, dateOf(NOW)) && (one.name === "大巴镇" || one.kind !== "township")) as Unit;
const flow = compileFlow(duty, county);

const figure = (id: IndicatorId): Figure => {
	const target = county.target(unit.code, id, 2026);
	const history = demoHistory(data)
		.filter((one) => one.unit === unit.code && one.indicator === id)
		.map((one) => one.increment)
		.reverse();
	const lastTotal = history.reduce<Decimal>((total, increment) => add(total, increment), target?.opening ?? ZERO);
	const current = periodOf("week", dateOf(NOW));
	return {
		lastTotal,
		lastAsOf: history.length > 0 ? daysOf(shiftPeriod(current, -1)).last : null,
		history,
		annual: target?.annual ?? null,
		plannedPercent: target ? plannedPercent(target, dateOf(NOW)) : null,
	};
};

const facts = (): FlowFacts => {
	const round = roundIn(duty, periodOf(duty.cadence, dateOf(NOW)), county.calendar);
	return {
		now: NOW,
		session: "play",
		unit,
		period: round.period,
		dueAt: round.dueAt,
		closesAt: round.closesAt,
		figures: Object.fromEntries(data.indicators.map(({ id }) => [id, figure(id)])),
		rules: data.rules,
		proxy: false,
		writer: personKey("play"),
		pace: options.includes("--slow") ? "slow" : "fast",
		directory: buildUnitDirectory(data.units),
	};
};

const known = facts();
let saved: string | null = null;
let buttons: readonly ViewButton[] = [];
let labels: readonly string[] = [];

const stateNow = (): DialogState | null => {
	const loaded = saved === null ? null : loadState(JSON.parse(saved), flow);
	return loaded?.ok ? loaded.state : null;
};

const inputOf = (line: string): DialogInput => {
	if (line === "~") return { kind: "resume" };
	if (line.startsWith("+")) {
		const name = line.slice(1).trim();
		const type = /\.(?:amr|mp3|ogg)$/.test(name) ? "audio/amr" : "image/jpeg";
		return { kind: "files", files: [{ hash: name, name, type, size: 1 }], text: "" };
	}
	const action = buttons[labels.indexOf(/^\[(.+)\]$/.exec(line)?.[1] ?? "")]?.action;
	if (action?.do === "dialog") return { kind: "press", press: action.press, step: action.step };
	return { kind: "text", text: line.replaceAll("\\n", "\n") };
};

const play = (input: DialogInput): void => {
	const outcome = step(flow, stateNow(), input, known);
	saved = outcome.state === null ? null : JSON.stringify(outcome.state);
	for (const view of outcome.says) {
		const message = renderChat(view, language, { buttons: true });
		buttons = view.buttons;
		labels = message.buttons.map(({ text }) => text);
		console.log(`\n${message.text}${labels.length > 0 ? `\n  ${labels.map((label) => `[${label}]`).join(" ")}` : ""}\n`);
	}
	const submitted = outcome.events.find((event) => event.event === "submitted");
	if (submitted) console.log(JSON.stringify(submitted, null, 2));
};

play({ kind: "start" });
for await (const line of createInterface({ input: process.stdin, output: process.stdout, prompt: "> " })) {
	if (line.trim() === "") continue;
	play(inputOf(line));
	if (saved === null) break;
}
process.stdin.destroy();
