import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { DrawPng } from "../../src/render/picture/drawing.ts";
import { type Faces, renderPng } from "../../src/render/picture/render-png.ts";

const face = (file: string): Uint8Array => readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`));
let faces: Faces | null = null;

/** Draws in this process, which a test has memory for. */
export const drawPng: DrawPng = async (drawing) => {
	faces ??= { regular: face("400Regular/NotoSansSC_400Regular.ttf"), bold: face("700Bold/NotoSansSC_700Bold.ttf") };
	return renderPng(drawing, faces);
};
