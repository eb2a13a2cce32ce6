/** The cookie that carries a session's token. */
export class SessionCookie {
  readonly #name: string;
  readonly #attributes: string;

  /**
   * Over https it is `__Host-…` and `Secure` (RFC 6265bis, 4.1.3.2): no other host, not even a subdomain, can set it, and
   * it never leaves in the clear. Over http a browser takes neither, so that it has a plain name: for this machine only.
   *
   * @param publicUrl where people reach the dashboard.
   */
  constructor(publicUrl: string) {
    const isSecure = publicUrl.startsWith("https:");
    this.#name = isSecure ? "__Host-wth_session" : "wth_session";
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  }

  /** The `Set-Cookie` of a session that has begun. */
  give(token: string, maxAgeSeconds: number): string {
    return `${this.#name}=${token}; ${this.#attributes}; Max-Age=${maxAgeSeconds}`;
  }

  /** The `Set-Cookie` that takes it back. */
  takeBack(): string {
    return `${this.#name}=; ${this.#attributes}; Max-Age=0`;
  }

  /** The token in a `Cookie` header; null when there is none, or more than one, of which one would be somebody else's. */
  read(header: string | undefined): string | null {
    const values = (header ?? "").split(";").flatMap((pair) => {
      const [name, value] = pair.split("=", 2);
      return name?.trim() === this.#name && value !== undefined ? [value.trim()] : [];
    });
    return values.length === 1 ? (values[0] ?? null) : null;
  }
}
