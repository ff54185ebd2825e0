/** Official division code (国家统计局, 6, 9 or 12 digits) or the office's own code for a department; the key of a unit. */
export type UnitCode = string & { readonly __brand: "UnitCode" };
export const unitCode = (code: string): UnitCode => code as UnitCode;

export const UNIT_KINDS = ["county", "department", "township", "village"] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 不参加排名: a year in which a unit has no place in rankings, and why (移民搬迁, 灾害). */
export interface Exemption {
	readonly year: number;
	readonly reason: string;
}

/** A unit of the county's tree. Dates are YYYY-MM-DD, Asia/Shanghai, inclusive. */
export interface Unit {
	readonly code: UnitCode;
	readonly name: string;
	readonly kind: UnitKind;
	/** Null for the county alone. */
	readonly parent: UnitCode | null;
	/** Other names people use (阜蒙城区, 大巴). */
	readonly aliases: readonly string[];
	readonly validFrom: string | null;
	readonly validTo: string | null;
	/** The unit that took over when this one was renamed or merged. */
	readonly successor: UnitCode | null;
	/** In the order of their years; absent where there are none. */
	readonly exempt?: readonly Exemption[];
}
