import type { Drawing } from "./drawing.ts";

/** The Chinese font's regular and bold faces, as TrueType bytes. */
export interface Faces {
	readonly regular: Uint8Array;
	readonly bold: Uint8Array;
}

const FAMILY = "Noto Sans SC";

/** The only place that knows the drawing library, which is native and takes some hundred megabytes: it is loaded with the first drawing. */
export const renderPng = async ({ width, height, root }: Drawing, { regular, bold }: Faces): Promise<Uint8Array> => {
	const { Renderer } = await import("@takumi-rs/core");
	const renderer = new Renderer({ cacheMaxBytes: 0 });
	await renderer.registerFont({ name: FAMILY, data: regular, weight: 400 });
	await renderer.registerFont({ name: FAMILY, data: bold, weight: 700 });
	// The library changes nothing it is given; its type only does not say so.
	const source = root as Parameters<typeof renderer.render>[0];
	return new Uint8Array(await renderer.render(source, { width, height, format: "png", fontFamilies: [FAMILY], lang: "zh-CN" }));
};
