/** What is used of `chrome.webAuthenticationProxy`, which Chromium alone has. */
export interface ProxyApi {
  /** Refuses while another extension holds the proxy. */
  attach(): Promise<unknown>
  /** Ends what pages still wait for with an AbortError. Harmless for who holds nothing. */
  detach(): Promise<unknown>
  /** Refuses an id that is not open, and a response that is no credential: the request stays open. */
  completeCreateRequest(answer: ProxyAnswer): Promise<unknown>
  completeGetRequest(answer: ProxyAnswer): Promise<unknown>
  completeIsUvpaaRequest(answer: { requestId: number; isUvpaa: boolean }): Promise<unknown>
  readonly onCreateRequest: ProxyEvent<ProxiedRequest>
  readonly onGetRequest: ProxyEvent<ProxiedRequest>
  readonly onIsUvpaaRequest: ProxyEvent<{ readonly requestId: number }>
  readonly onRequestCanceled: ProxyEvent<number>
}

export interface ProxiedRequest {
  readonly requestId: number
  /** The options as Chromium took them, with the origin that it attests. */
  readonly requestDetailsJson: string
}

export interface ProxyAnswer {
  requestId: number
  responseJson?: string
  error?: { name: string; message: string }
}

export interface ProxyEvent<T> {
  addListener(listener: (value: T) => void): void
}
