// `npm run docs`
import { writeFileSync } from "node:fs";
import { apiPage } from "./api-page.mjs";

writeFileSync(new URL("API.md", import.meta.url), apiPage().page);
