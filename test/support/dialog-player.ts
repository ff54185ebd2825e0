import { isDeepStrictEqual } from "node:util";
import type { DialogFacts, Figure, VillageSum } from "../../src/dialog/facts.ts";
import type { Flow } from "../../src/dialog/flow.ts";
import type { DialogInput } from "../../src/dialog/input.ts";
import { loadState } from "../../src/dialog/load-state.ts";
import type { DialogEvent, DialogOutcome } from "../../src/dialog/outcome.ts";
import type { DialogState } from "../../src/dialog/state.ts";
import type { County } from "../../src/domain/county.ts";
import { decimal } from "../../src/domain/decimal.ts";
import type { DutyId } from "../../src/domain/duty.ts";
import type { IndicatorId } from "../../src/domain/indicator.ts";
import type { DateText, Instant, PeriodKey } from "../../src/domain/period.ts";
import { personKey } from "../../src/domain/person.ts";
import { compileFlow } from "../../src/flows/compile-flow.ts";
import { type FlowFacts, step } from "../../src/flows/dialog.ts";
import { buildUnitDirectory } from "../../src/language/unit-directory.ts";
import { buttons } from "../../src/locales/zh-CN/buttons.ts";
import { dialog as zhCN } from "../../src/locales/zh-CN/dialog.ts";
import { formats } from "../../src/locales/zh-CN/formats.ts";
import type { ViewButton } from "../../src/views/button.ts";
import type { DialogView } from "../../src/views/dialog.ts";
import { smallCounty, TOWNSHIP } from "./small-county.ts";

/** What the small county's township had reported before week 47 of 2026. */
export const smallFigures = (): Record<IndicatorId, Figure> => {
	const figure = (lastTotal: string, history: readonly string[], annual: string): Figure => ({
		lastTotal: decimal(lastTotal),
		lastAsOf: "2026-11-13" as DateText,
		history: history.map(decimal),
		annual: decimal(annual),
		plannedPercent: decimal("93.2"),
	});
	return {
		greenhouse: figure("320", ["45", "40", "50", "45"], "1200"),
		orchard: figure("560", ["30", "30", "30", "30"], "2000"),
		livestock: figure("3", ["0", "1", "0", "0"], "8"),
		patrols: figure("40", ["10", "10", "10", "10"], "500"),
		baled: figure("9000", ["300", "500", "400", "200"], "30000"),
	} as Record<IndicatorId, Figure>;
};

/** Facts of the small county's township in week 47 of 2026, a Wednesday morning. */
export const smallFacts = (county: County = smallCounty(), more: Partial<DialogFacts> = {}): FlowFacts => ({
	now: "2026-11-18T02:00:00.000Z" as Instant,
	session: "s1",
	unit: { code: TOWNSHIP, name: "大巴镇" },
	period: "2026-W47" as PeriodKey,
	dueAt: "2026-11-20T09:00:00.000Z" as Instant,
	closesAt: "2026-11-23T04:00:00.000Z" as Instant,
	figures: smallFigures(),
	rules: county.data.rules,
	proxy: false,
	writer: personKey("P1"),
	pace: "fast",
	directory: buildUnitDirectory(county.data.units),
	...more,
});

/** A view as it reads in Chinese. */
export const words = (view: DialogView): string => {
	const write = zhCN[view.key] as (view: DialogView, given: typeof formats) => string;
	return write(view, formats);
};

/** The words on a button. */
export const labelOf = ({ label }: ViewButton): string =>
	"word" in label ? buttons[label.word] : "text" in label ? label.text : formats.period(label.period);

/** A state nobody can change: a step that did would throw. */
const frozen = <T>(value: T): T => {
	if (typeof value === "object" && value !== null) for (const part of Object.values(Object.freeze(value))) frozen(part);
	return value;
};

/** Plays one dialog, saving its state to JSON and reading it back between every two steps. */
export class DialogPlayer {
	flow: Flow;
	facts: FlowFacts;
	saved: string | null = null;
	views: readonly DialogView[] = [];
	events: readonly DialogEvent[] = [];
	readonly history: DialogEvent[] = [];

	constructor(duty: string, more: Partial<DialogFacts> = {}) {
		const county = smallCounty();
		const found = county.duty(duty as DutyId);
		if (!found) throw new Error(`no duty ${duty}`);
		this.flow = compileFlow(found, county);
		this.facts = smallFacts(county, more);
	}

	get state(): DialogState | null {
		if (this.saved === null) return null;
		const loaded = loadState(JSON.parse(this.saved), this.flow);
		if (!loaded.ok) throw new Error(`state does not load: ${loaded.why}`);
		return frozen(loaded.state);
	}

	/** The last message as text. */
	get said(): string {
		return this.views.map(words).join("\n\n");
	}

	get buttons(): readonly ViewButton[] {
		return this.views.at(-1)?.buttons ?? [];
	}

	give(input: DialogInput): DialogOutcome {
		const outcome = step(this.flow, this.state, input, this.facts);
		this.saved = outcome.state === null ? null : JSON.stringify(outcome.state);
		// It is kept as JSON and, until then, as it is: both must be the same.
		if (this.saved !== null && !isDeepStrictEqual(JSON.parse(this.saved), outcome.state)) throw new Error("the state is no JSON");
		this.views = outcome.says;
		this.events = outcome.events;
		this.history.push(...outcome.events);
		return outcome;
	}

	press(label: string, among: readonly ViewButton[] = this.buttons): DialogOutcome {
		const button = among.find((one) => labelOf(one) === label);
		if (button?.action.do !== "dialog") throw new Error(`no button ${label} among ${among.map(labelOf).join(" ")}`);
		return this.give({ kind: "press", press: button.action.press, step: button.action.step });
	}

	setFigure(id: string, more: Partial<Figure>): void {
		const figures = this.facts.figures;
		this.facts = { ...this.facts, figures: { ...figures, [id]: { ...(figures[id as IndicatorId] as Figure), ...more } } };
	}

	setVillages(id: string, sum: VillageSum): void {
		this.facts = { ...this.facts, villages: { ...(this.facts.villages ?? {}), [id]: sum } };
	}
}
