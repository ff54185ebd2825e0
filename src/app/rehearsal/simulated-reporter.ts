import type { County } from "../../domain/county.ts";
import { add, type Decimal, decimal, isZero, multiply } from "../../domain/decimal.ts";
import type { DutyQuestion } from "../../domain/duty.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { ButtonLabel, ViewButton } from "../../views/button.ts";
import type { DialogView, QuestionFacts } from "../../views/dialog.ts";
import type { View } from "../../views/view.ts";
import { vary } from "../../workbook/demo/demo-variation.ts";
import type { PlannedReport } from "./planned-report.ts";
import { plausibleFigure } from "./plausible-figure.ts";
import { sentenceFor, TYPED } from "./typed-words.ts";

/** What a simulated person does: types words, presses the button at a place, or sends a file. */
export type Act =
	| { readonly do: "say"; readonly text: string }
	| { readonly do: "press"; readonly button: number }
	| { readonly do: "send-file" };

/** Somebody half through stops after so many answers. */
const HALF = 2;
/** A slip of the keyboard: a nought too many, or two. */
const SLIPS = [decimal(10), decimal(100)] as const;
/** Whoever has said so much gives up: nothing of the sort should take that long. */
const MOST_ACTS = 40;

/** One person reporting for one unit, who reads what the bot says and answers as people do. */
export class SimulatedReporter {
	readonly #report: PlannedReport;
	readonly #county: County;
	readonly #seed: string;
	#acts = 0;
	#answers = 0;
	#slips = 0;
	#reasons = 0;
	#rested = false;

	constructor(seed: string, county: County, report: PlannedReport) {
		this.#seed = seed;
		this.#county = county;
		this.#report = report;
	}

	/** The words it begins with, and goes on with after a rest. */
	begin(): Act {
		this.#acts += 1;
		const { duty, habit } = this.#report;
		const isPasted = habit === "pasted" || habit === "last-minute" || (habit === "reminded" && this.#draw("way", 2) === 0);
		return { do: "say", text: isPasted && !this.#rested ? [duty.name, ...this.#figures(), ...this.#problem()].join(" ") : duty.name };
	}

	/** The answer to what the bot said; "rest" where it stops half through; null when there is nothing more to say. */
	answer(view: View): Act | "rest" | null {
		this.#acts += 1;
		if (this.#acts > MOST_ACTS) return null;
		switch (view.key) {
			case "question":
			case "all-missing":
			case "ask-basis":
			case "ask-which":
			case "ask-same":
			case "ask-reason":
			case "ask-measure":
			case "summary":
			case "choose-item":
				return this.#inDialog(view);
			case "which-round":
				return press(view.buttons, ({ label }) => "period" in label && label.period === this.#report.round.period);
			case "which-unit":
				return press(view.buttons, ({ label }) => "text" in label && [this.#report.unit.name, this.#report.duty.name].includes(label.text));
			case "submitted-meanwhile":
				return { do: "say", text: TYPED.discard };
			default:
				return null;
		}
	}

	#inDialog(
		view: Extract<DialogView, { key: "question" | "all-missing" | "summary" | "choose-item" | `ask-${string}` }>,
	): Act | "rest" | null {
		switch (view.key) {
			case "question":
				if (this.#report.habit === "half" && !this.#rested && this.#answers >= HALF) {
					this.#rested = true;
					return "rest";
				}
				this.#answers += 1;
				return this.#toQuestion(view.question, view.optional, view.buttons);
			case "all-missing":
				return { do: "say", text: view.questions.map(({ question }) => this.#words(question)).join("\n") };
			case "ask-basis":
				return { do: "say", text: TYPED.increment };
			case "ask-which":
			case "ask-same":
				return { do: "press", button: 0 };
			case "ask-reason":
				this.#reasons += 1;
				return this.#slips > 0 && this.#reasons === 1 && this.#draw("honest", 2) === 0
					? this.#corrected(view.name)
					: { do: "say", text: this.#pick("reason", TYPED.reasons) };
			case "ask-measure":
				return { do: "say", text: TYPED.yes };
			case "summary":
				return this.#draw("submit", 2) === 0 ? word(view.buttons, "submit", TYPED.submit) : { do: "say", text: TYPED.submit };
			case "choose-item":
				return null;
			default:
				return view satisfies never;
		}
	}

	#toQuestion(question: QuestionFacts, optional: boolean, buttons: readonly ViewButton[]): Act {
		switch (question.kind) {
			case "number":
				return this.#report.habit === "wrong" ? (this.#slip(question) ?? this.#figure(question, buttons)) : this.#figure(question, buttons);
			case "choice":
			case "yesno":
			case "text":
				return { do: "say", text: this.#words(question) };
			case "files":
				if (optional) return word(buttons, "skip", TYPED.skip);
				return question.count === 0 ? { do: "send-file" } : word(buttons, "done", TYPED.done);
			default:
				return question satisfies never;
		}
	}

	#figure(question: Extract<QuestionFacts, { kind: "number" }>, buttons: readonly ViewButton[]): Act {
		const value = this.#valueOf(question.label);
		return isZero(value) ? word(buttons, "nothing", TYPED.nothing) : { do: "say", text: `${value}${question.measure}` };
	}

	/** What goes wrong at the first figure, one after another; null when all has. */
	#slip(question: Extract<QuestionFacts, { kind: "number" }>): Act | null {
		const value = this.#valueOf(question.label);
		const slips = [
			this.#pick("nonsense", TYPED.nonsense),
			`${add(value, decimal(3))}${TYPED.otherMeasure}`,
			`${multiply(add(value, decimal(8)), SLIPS[this.#draw("noughts", 2)] ?? SLIPS[0])}${question.measure}`,
		];
		const text = slips[this.#slips];
		this.#slips += 1;
		return text === undefined ? null : { do: "say", text };
	}

	#corrected(name: string): Act {
		const question = this.#report.duty.questions.find((one) => this.#indicatorOf(one)?.name === name);
		const indicator = question && this.#indicatorOf(question);
		return {
			do: "say",
			text: question && indicator ? `${this.#valueOf(question.label)}${indicator.measure}` : this.#pick("reason", TYPED.reasons),
		};
	}

	#words(question: QuestionFacts): string {
		switch (question.kind) {
			case "number":
				return `${question.name}${this.#valueOf(question.label)}${question.measure}`;
			case "choice":
				return question.options[0] ?? "";
			case "yesno":
				return TYPED.yes;
			case "text":
				if (question.problem) return this.#hasProblem() ? this.#pick("problem", TYPED.problems) : TYPED.nothing;
				return sentenceFor(question.label);
			case "files":
				return TYPED.nothing;
			default:
				return question satisfies never;
		}
	}

	#figures(): string[] {
		return this.#report.duty.questions.flatMap((question) => {
			const indicator = this.#indicatorOf(question);
			return indicator ? [`${indicator.aliases[0] ?? indicator.name}${this.#valueOf(question.label)}${indicator.measure}`] : [];
		});
	}

	#problem(): string[] {
		if (this.#figures().length === 0 || !this.#report.duty.questions.some(({ problem }) => problem)) return [];
		return [this.#hasProblem() ? TYPED.problem(this.#pick("problem", TYPED.problems)) : TYPED.noProblem];
	}

	#hasProblem(): boolean {
		return this.#draw("has problem", 5) === 0;
	}

	#valueOf(label: string): Decimal {
		const question = this.#report.duty.questions.find((one) => one.label === label);
		const indicator = question && this.#indicatorOf(question);
		const { unit, round } = this.#report;
		return indicator ? plausibleFigure(this.#seed, this.#county, unit, indicator, round.period) : decimal(0);
	}

	#indicatorOf(question: DutyQuestion): Indicator | undefined {
		return question.indicator === null ? undefined : this.#county.indicator(question.indicator);
	}

	#pick(what: string, from: readonly string[]): string {
		return from[this.#draw(what, from.length)] ?? "";
	}

	#draw(what: string, below: number): number {
		return vary(`${this.#report.key} ${what}`, below);
	}
}

const press = (buttons: readonly ViewButton[], is: (button: ViewButton) => boolean): Act | null => {
	const button = buttons.findIndex(is);
	return button === -1 ? null : { do: "press", button };
};

/** Presses the button of a word where there is one, else types it. */
const word = (buttons: readonly ViewButton[], label: ButtonLabel, text: string): Act =>
	press(buttons, (button) => "word" in button.label && button.label.word === label) ?? { do: "say", text };
