import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import type { Drawing } from "./drawing.ts";
import { renderPng } from "./render-png.ts";

// The entry of a process of its own: draws the one picture it is sent, answers with its bytes, and ends, which gives all the memory back.
const face = (file: string): Uint8Array => readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`));

process.once("message", async (drawing: Drawing) => {
	const faces = { regular: face("400Regular/NotoSansSC_400Regular.ttf"), bold: face("700Bold/NotoSansSC_700Bold.ttf") };
	process.send?.(await renderPng(drawing, faces), () => process.disconnect());
});
