import { z } from "zod";
import { longestPassword, shortestPassword } from "./password.ts";

export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email("email_invalid"));
export const newPasswordSchema = z.string().min(shortestPassword, "password_short").max(longestPassword, "password_long");
/** No control characters: a name goes into mails and feeds. */
export const personNameSchema = z.string().trim().min(1, "required").max(100, "too_long").regex(/^[^\p{Cc}\p{Cf}<>]*$/u, "characters");

export const signUpSchema = z.object({
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  home: z.string().regex(/^[a-z0-9-]{1,40}$/, "required"),
  retour: z.string().max(2000).optional(),
});

export const logInSchema = z.object({ email: z.string().trim().toLowerCase().min(1, "required").max(254), password: z.string().min(1, "required").max(longestPassword) });
