/**
 * Into which archive (from 1) each entry goes, none larger than `most`; null: it fits none. Units follow one another in their order, and each stays whole where one
 * archive holds it.
 */
export const planParts = (units: readonly (readonly number[])[], most: number): (number | null)[][] => {
	let part = 1;
	let used = 0;
	const nextPart = (): void => {
		part += 1;
		used = 0;
	};
	return units.map((sizes) => {
		const whole = sizes.reduce((sum, size) => (size <= most ? sum + size : sum), 0);
		if (used > 0 && used + whole > most) nextPart();
		return sizes.map((size) => {
			if (size > most) return null;
			if (used + size > most) nextPart();
			used += size;
			return part;
		});
	});
};
