import type { AnswerReading } from "../../src/language/read-answer.ts";
import type { ReportReading } from "../../src/language/read-report.ts";
import type { Understanding } from "../../src/language/understand.ts";
import { countyDirectory } from "../support/county.ts";

const shortName = (code: string): string => {
	const unit = [...countyDirectory.units.values()].find((one) => one.code === code);
	return (unit?.name ?? code).replace(/村委会$/, "村");
};

/** 45 亩；≈100 亩 @大巴镇 @?平安地镇 ~2026-W47 !: values, units (? to confirm), period, and ! where something has to be asked. */
export const writeUnderstanding = (reading: Understanding): string => {
	const values = reading.quantities.map((one) => `${one.approximate ? "≈" : ""}${one.value}${one.unit === null ? "" : ` ${one.unit}`}`);
	const units = [...new Set(reading.units.map((unit) => `@${unit.sure ? "" : "?"}${shortName(unit.code)}`))];
	const flags = [...units, ...(reading.period === null ? [] : [`~${reading.period}`]), ...(reading.ambiguous ? ["!"] : [])];
	const written = values.length > 0 ? values.join("；") : reading.ambiguous && units.length === 0 ? "" : "—";
	return [...(written === "" ? [] : [written]), ...flags].join(" ");
};

/** 增45 累1300 (increase and total), 45 (nothing said), 零, 同上, 冲突 45|54, 区间 11-19, 确认 3垧, 他量 栋, 计划 60, 过细, 过大, 不懂. */
export const writeAnswer = (reading: AnswerReading): string => {
	switch (reading.kind) {
		case "value": {
			const mode = { increment: "增", total: "累", unstated: "" }[reading.mode];
			const total = reading.total === null ? "" : ` 累${reading.total}`;
			const echo = reading.converted === null ? "" : ` (${reading.converted.text}=${reading.converted.value}${reading.converted.unit})`;
			return `${reading.approximate ? "≈" : ""}${mode}${reading.value}${total}${echo}${reading.corrected ? " 更正" : ""}`;
		}
		case "zero":
			return "零";
		case "same-as-last":
			return "同上";
		case "competing":
			return `冲突 ${reading.candidates.map((one) => one.value).join("|")}`;
		case "range":
			return reading.low === null || reading.high === null ? "不准" : `区间 ${reading.low}-${reading.high}`;
		case "confirm-measure":
			return `确认 ${reading.value}${reading.from}`;
		case "other-measure":
			return `他量 ${reading.found}`;
		case "plan":
			return `计划 ${reading.value ?? ""}`.trim();
		case "too-precise":
			return "过细";
		case "too-large":
			return "过大";
		case "not-understood":
			return "不懂";
		default:
			return reading satisfies never;
	}
};

const entries = (list: ReportReading["entries"]): string =>
	list.map((entry) => `${entry.fieldId}=${writeAnswer(entry.reading)}`).join(", ");

/** 暖棚=45, 果树=零 [问题 机井不足] {大巴镇: …} ?45亩 (unassigned). */
export const writeReport = (reading: ReportReading): string => {
	const parts = [entries(reading.entries) || "—"];
	if (reading.problems !== null) parts.push(`[问题 ${reading.problems === "" ? "无" : reading.problems.replaceAll("\n", "⏎")}]`);
	for (const line of reading.unitLines) {
		const names = [...new Set(line.units.map((unit) => `${unit.sure ? "" : "?"}${shortName(unit.code)}`))].join("/");
		parts.push(`{${names}: ${entries(line.entries) || "—"}}`);
	}
	if (reading.unassigned.length > 0) parts.push(`?${reading.unassigned.map((one) => one.text).join(",")}`);
	return parts.join(" ");
};
