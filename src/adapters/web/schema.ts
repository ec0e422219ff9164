import { z } from "zod";

/** POST /ask */
export const Asked = z.object({ text: z.string() });

/** POST /press: what a button or a confirmation of this page carries. */
export const PressedButton = z.object({ press: z.string().max(64) });
