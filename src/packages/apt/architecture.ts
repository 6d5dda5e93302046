import { OWN_PLATFORM } from "../../oci/platform.js";

/** dpkg's name for what the packages are built for; it equals Go's. */
export const ARCHITECTURE = OWN_PLATFORM.architecture;
