import type { Exemption } from "../domain/unit.ts";
import { plainName } from "./cell-values.ts";

const REASON_CHARS = 40;
const EXEMPTION = /^(20\d{2})\s*年?\s*[:：,，、]?\s*(\D.*)$/u;
const APART = "；";

/** Reads 「2026 移民搬迁；2027 灾害」; null where a part is no year with a reason, or a year comes twice. */
export const readExemptions = (text: string): Exemption[] | null => {
	const parts = text.split(/[；;\n]/).map((part) => part.trim());
	const read = parts.flatMap((part): (Exemption | null)[] => {
		if (part === "") return [];
		const [, year, reason = ""] = EXEMPTION.exec(part) ?? [];
		return [year === undefined || reason.length > REASON_CHARS ? null : { year: Number(year), reason: plainName(reason) }];
	});
	const found = read.filter((one) => one !== null);
	if (found.length < read.length || new Set(found.map(({ year }) => year)).size < found.length) return null;
	return found.sort((a, b) => a.year - b.year);
};

/** The same text again. */
export const formatExemptions = (exemptions: readonly Exemption[]): string =>
	exemptions.map(({ year, reason }) => `${year} ${reason}`).join(APART);
