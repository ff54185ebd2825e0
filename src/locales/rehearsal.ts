import type { DateText, Instant, PeriodKey } from "../domain/period.ts";
import type { RehearsalHabit, RehearsalTotals } from "../views/rehearsal.ts";

/** Words of npm run rehearse: on its page and on the terminal. */
export interface RehearsalWords {
	readonly usage: string;
	readonly badDate: (option: string, found: string) => string;
	readonly outOfOrder: (from: string, to: string) => string;
	readonly tooLong: (days: number, most: number) => string;
	readonly exists: (folder: string) => string;
	readonly cannotWrite: (folder: string) => string;
	readonly cannotReadHabits: (file: string) => string;
	/** A line of the file of habits that names no unit of the county, or no habit. */
	readonly badHabit: (line: number, text: string) => string;
	/** Over which county and span; `demo`: nothing is imported. */
	readonly begun: (county: string, from: DateText, to: DateText, demo: boolean) => string;
	/** The day being played, on a terminal. */
	readonly day: (day: DateText, played: number, of: number) => string;
	/** What it amounts to, in a few lines. */
	readonly summary: (totals: RehearsalTotals) => readonly string[];
	readonly wrote: (folder: string) => string;
	/** The file somebody sends when one is asked for. */
	readonly fileName: string;

	readonly title: (county: string) => string;
	readonly span: (from: DateText, to: DateText) => string;
	/** That everybody here is simulated and nothing was sent. */
	readonly note: string;
	readonly nav: {
		readonly totals: string;
		readonly weeks: string;
		readonly rounds: string;
		readonly top: string;
		readonly days: string;
		readonly groups: string;
		readonly people: string;
	};
	readonly tiles: (totals: RehearsalTotals) => readonly { readonly figure: string; readonly label: string; readonly more: string }[];
	readonly kept: (totals: RehearsalTotals) => readonly { readonly isKept: boolean; readonly text: string }[];
	readonly held: (totals: RehearsalTotals) => string;
	readonly weekColumns: readonly string[];
	readonly period: (period: PeriodKey) => string;
	readonly moment: (at: Instant) => string;
	readonly roundColumns: readonly string[];
	readonly stillOpen: string;
	readonly habits: string;
	readonly habit: (habit: RehearsalHabit) => { readonly name: string; readonly does: string };
	readonly reports: (count: number) => string;
	/** Reports that came in on a day. */
	readonly arrived: (count: number) => string;
	readonly group: (unit: string) => string;
	readonly times: (count: number) => string;
	readonly dayTitle: (day: DateText) => string;
	readonly dayOff: string;
	readonly quietDay: string;
	/** So many chats got this, or one of so many other wordings. */
	readonly recipients: (count: number, wordings: number) => string;
	readonly chatFigures: (chat: {
		readonly kind: "person" | "group";
		readonly messages: number;
		readonly mentions: number;
		readonly questions: number;
		readonly replies: number;
		readonly minutes: number;
	}) => string;
	readonly untouched: (people: number) => string;
	/** Between names. */
	readonly comma: string;
	readonly search: string;
	readonly nothingSaid: string;
	readonly own: { readonly reminder: string; readonly broadcast: string };
}
