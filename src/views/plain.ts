import type { CommandId } from "../domain/command.ts";
import type { FileRef } from "../domain/file.ts";
import type { PeriodKey } from "../domain/period.ts";
import type { Role } from "../domain/person.ts";
import type { ViewButton } from "./button.ts";

/** What the examples of the help are made of, such that they work for the reader. */
export interface HelpExample {
	/** A unit whose progress the reader may see. */
	readonly unit: string;
	/** A unit the reader may report for; null when none. */
	readonly proxyUnit: string | null;
	/** A report's figures as people write them (暖棚45亩 养殖小区1个). */
	readonly figures: string;
	readonly week: PeriodKey;
}

export type PlainView =
	/** Words nobody understands outside a dialog; `reports`: the reader is one who reports. */
	| { readonly key: "unknown"; readonly reports: boolean; readonly buttons: readonly ViewButton[] }
	/** How a report is changed, to somebody who says that it was wrong, or wants it back. */
	| { readonly key: "change-how"; readonly wantsBack: boolean; readonly buttons: readonly ViewButton[] }
	| {
			readonly key: "help";
			readonly commands: readonly CommandId[];
			readonly example: HelpExample;
			/** A page of words to send: numbers on a few of its lines would say that only these are answered. */
			readonly numbered: false;
			readonly buttons: readonly ViewButton[];
	  }
	/** `who` may do it; `unit`: only those of them whose post reaches this unit. */
	| { readonly key: "not-permitted"; readonly who: readonly Role[]; readonly unit: string | null; readonly buttons: readonly ViewButton[] }
	/** Something broke on our side; the reference finds it in the log. */
	| { readonly key: "failed"; readonly reference: string; readonly buttons: readonly ViewButton[] }
	/** Said in a group whose members may not all see the answer, which went to the asker alone. */
	| { readonly key: "see-private"; readonly name: string; readonly buttons: readonly ViewButton[] }
	/** The same where the bot cannot write to the asker yet. */
	| { readonly key: "write-me-first"; readonly name: string; readonly buttons: readonly ViewButton[] }
	/** A dialog word (取消, 上一步, 提交) with nothing open. */
	| { readonly key: "nothing-open"; readonly buttons: readonly ViewButton[] }
	/** A button whose message is not this person's, or too old. */
	| { readonly key: "not-your-button"; readonly name: string; readonly buttons: readonly ViewButton[] }
	| { readonly key: "stale-button"; readonly buttons: readonly ViewButton[] }
	/** A file outside a dialog; `voice` when it is speech. */
	| { readonly key: "file-unasked"; readonly voice: boolean; readonly buttons: readonly ViewButton[] }
	| { readonly key: "text-too-long"; readonly limit: number; readonly buttons: readonly ViewButton[] }
	/** 进度 第46周: progress has no period. */
	| {
			readonly key: "progress-is-now";
			readonly period: PeriodKey;
			/** Whether the reader may have the period summed up; who may not looks at the own report. */
			readonly maySum: boolean;
			readonly buttons: readonly ViewButton[];
	  }
	/** 汇总 大巴镇: it is of the whole county; `unit` is null where the words name none. */
	| { readonly key: "summary-of-all"; readonly words: string; readonly unit: string | null; readonly buttons: readonly ViewButton[] }
	/** 第99周, 13月: written as a period is, and none. */
	| { readonly key: "no-such-period"; readonly text: string; readonly buttons: readonly ViewButton[] }
	| { readonly key: "unit-not-found"; readonly text: string; readonly example: string; readonly buttons: readonly ViewButton[] }
	/** A unit name that is a near miss or stands for several units: 「是大巴镇吗？」 */
	| {
			readonly key: "unit-unsure";
			readonly text: string;
			readonly candidates: readonly { readonly name: string; readonly within: string | null }[];
			readonly buttons: readonly ViewButton[];
	  }
	/** Files that were asked for. */
	| {
			readonly key: "files";
			readonly what: "template" | "slips" | "export" | "bulletin";
			readonly count: number;
			readonly files: readonly FileRef[];
			readonly buttons: readonly ViewButton[];
	  };
