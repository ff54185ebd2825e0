import type { Decimal } from "../domain/decimal.ts";
import type { ExemptUnit, RankingPicture } from "../views/ranking.ts";
import type { Lamp } from "../views/report.ts";

/** Words of the ranking's picture. */
export interface RankingPictureWords {
	readonly fileName: (picture: RankingPicture) => string;
	readonly title: (picture: RankingPicture) => string;
	/** Period, day and state. */
	readonly subtitle: (picture: RankingPicture) => string;
	readonly state: (picture: RankingPicture) => string;
	readonly reported: string;
	readonly rank: string;
	readonly unit: string;
	readonly score: string;
	readonly moved: (picture: RankingPicture) => string;
	readonly lamp: string;
	readonly lamps: Readonly<Record<Lamp, string>>;
	readonly newcomer: string;
	/** Total of the target, as a line below a percentage. */
	readonly ratio: (total: Decimal, annual: Decimal) => string;
	readonly noTarget: string;
	/** A column's heading below the indicator's name. */
	readonly column: (measure: string) => string;
	readonly absent: (units: readonly string[]) => string;
	readonly exempt: (units: readonly ExemptUnit[]) => string;
	readonly legend: (picture: RankingPicture) => string;
	readonly moreIndicators: (count: number) => string;
	readonly rules: (picture: RankingPicture) => string;
	readonly madeAt: (picture: RankingPicture) => string;
}
