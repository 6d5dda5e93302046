/** `me` and `myPassword`, as `htpasswd -B` writes them. */
export const HTPASSWD = "me:$2b$05$c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC\n";
