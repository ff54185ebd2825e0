const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** JSON with the keys of every object in order: equal data gives equal text. */
export const canonicalJson = (value: unknown): string => {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
	const parts = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
	return `{${parts.join(",")}}`;
};

/** FNV-1a, 64 bits, of a value's canonical JSON in UTF-8: 16 lower-case hex digits. Tells contents apart; protects nothing. */
export const contentHash = (value: unknown): string => {
	let hash = OFFSET;
	for (const byte of new TextEncoder().encode(canonicalJson(value))) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
	return hash.toString(16).padStart(16, "0");
};
