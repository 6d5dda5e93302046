/** Proof of identity: a name and a password, or a token that stands for both. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Issued by `docker login` instead of a password. */
  readonly identityToken?: string;
}

/** Where credentials are kept. */
export interface CredentialSource {
  /** @param registry `localhost:5000`, or `https://index.docker.io/v1/` for Docker Hub */
  get(registry: string): Promise<Credentials | undefined>;
}

export const NO_CREDENTIALS: CredentialSource = { get: async () => undefined };

const HUB_KEY = "https://index.docker.io/v1/";

/** The name under which a registry's credentials are kept. */
export function credentialsKey(domain: string): string {
  return domain === "docker.io" ? HUB_KEY : domain;
}
