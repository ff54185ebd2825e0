import path from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../config.ts";

/** Where the program finds what lies beside its code. */
export const migrationsDir = path.join(projectRoot, "prisma", "migrations");

/** The worker that reads workbooks, as built by scripts/build.mjs. */
export const workbookWorker = pathToFileURL(path.join(projectRoot, "dist", "workbook", "worker.js"));

/** The worker that writes sheets. */
export const sheetWorker = pathToFileURL(path.join(projectRoot, "dist", "workbook", "sheets", "worker.js"));

/** The process that draws pictures, as built by scripts/build.mjs. */
export const pictureWorker = pathToFileURL(path.join(projectRoot, "dist", "render", "picture", "worker.js"));
