import { type Decimal, decimal } from "../../src/domain/decimal.ts";

export type Figure = "greenhouse" | "orchard" | "livestock";

/** What one person reported, as they remember it: what must stand in the store at the end. */
export interface Submitted {
	readonly increments: Readonly<Record<Figure, Decimal>>;
	readonly issues: string;
	readonly photos: number;
}

const PLACES: Readonly<Record<Figure, number>> = { greenhouse: 2, orchard: 2, livestock: 0 };

/** One person's reports in the order they were submitted, and what stands in the one being filled in. */
export class Ledger {
	readonly submitted: Submitted[] = [];
	readonly #random: () => number;
	#increments: Record<Figure, Decimal> = { greenhouse: decimal(0), orchard: decimal(0), livestock: decimal(0) };
	#issues = "";
	#photos = 0;
	#count = 0;

	constructor(random: () => number) {
		this.#random = random;
	}

	/** A new round: nothing is filled in. */
	begin(): void {
		this.#photos = 0;
	}

	/** A figure that is given now. */
	figure(of: Figure): Decimal {
		const value = of === "livestock" ? Math.floor(this.#random() * 4) : 30 + this.#random() * 90;
		this.#increments[of] = decimal(value.toFixed(PLACES[of]));
		return this.#increments[of];
	}

	/** Words nobody gave before. */
	problem(): string {
		this.#count += 1;
		this.#issues = `第${this.#count}眼机井不出水`;
		return this.#issues;
	}

	/** A picture is given; how many that makes. */
	photo(): number {
		this.#photos += 1;
		return this.#photos;
	}

	/** The report was accepted. */
	submit(): void {
		this.submitted.push({ increments: { ...this.#increments }, issues: this.#issues, photos: this.#photos });
	}
}
