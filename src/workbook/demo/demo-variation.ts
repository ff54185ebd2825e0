/** A number from 0 up to `below`, always the same for the same text: the demo differs between units without chance (FNV-1a). */
export const vary = (text: string, below: number): number => {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
	// The low bits of FNV differ too little between codes that differ in one digit.
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
	return ((hash ^ (hash >>> 13)) >>> 0) % below;
};
