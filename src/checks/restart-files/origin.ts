import type { WindowsPath } from "../machine.ts";
import type { UnseenReason } from "../sighting.ts";

/**
 * Who probably left the restart files behind. Neither file names its maker (the SDK's convention
 * knows no header and no owner, and `_Msrstrt.exe` is each vendor's own), so all of it is
 * likelihood. No verdict and no button rests on it.
 */
export interface Origin {
  readonly family: OriginFamily;
  /** Undefined exactly when the family is `unknown`. */
  readonly likelihood?: Likelihood;
  /** Files and folders that speak for a family, those of `family` first; none when it is `unknown`. */
  readonly because: readonly WindowsPath[];
  /** At most three, the likeliest first. None does not say that there is none: see `unseen`. */
  readonly products: readonly LikelyProduct[];
  /** What was not seen, or not wholly; without it more could be said. */
  readonly unseen: readonly OriginUnseen[];
}

/**
 * - `visual-basic`: a setup made with Visual Basic 4 to 6 installs `_Msrstrt.exe` (KB Q190173).
 * - `setup-toolkit`: Microsoft's Setup Toolkit writes the batch (KB Q114606, Q90793).
 * - `sms-convention`: a setup that leaves its restart to the Package Command Manager (KB Q153227).
 * - `unknown`: nothing on the machine speaks for one of them. The look of a batch is no proof.
 */
export type OriginFamily = "visual-basic" | "setup-toolkit" | "sms-convention" | "unknown";

export type Likelihood = "likely" | "possible";

/** An installed program that the batch or the runner points to. */
export interface LikelyProduct {
  /** As the machine's list of programs names it, cut to 200 characters; hostile text. */
  readonly name: string;
  readonly because: ProductHint;
  readonly likelihood: Likelihood;
  /** The batch's path that points to it; undefined for the hints that rest on no path. Hostile text. */
  readonly path?: WindowsPath;
}

/**
 * - `install-folder`: the path lies in the folder that the program is registered in.
 * - `visual-basic-setup`: it is removed by the program that Visual Basic's setups install.
 * - `named-in-path`: a folder of the path has the program's name.
 * - `same-day`: it was installed on the day on which the batch was last written.
 */
export type ProductHint = "install-folder" | "visual-basic-setup" | "named-in-path" | "same-day";

export interface OriginUnseen {
  readonly what: "traces" | "programs";
  readonly why: UnseenReason;
}
