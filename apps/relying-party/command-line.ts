/** How to answer a request with Keyward's command line; the only place that spells it. */
const keyward = (verb: 'create' | 'get') =>
  `npx keyward authenticator ${verb} --store my-passkeys.db`

/** Reads request.json and prints the answer. */
export function answerCommand(verb: 'create' | 'get'): string {
  return `${keyward(verb)} < request.json`
}

/** A whole ceremony from a shell: ask, answer, send. */
export function curlCommands(verb: 'create' | 'get', origin: string): string {
  const path = verb === 'create' ? 'registration' : 'authentication'
  const curl = 'curl -s -b jar -c jar --json'
  const signUp = `${curl} '{"username":"dana","password":"long enough"}' ${origin}/api/sign-up\n`
  return `${verb === 'create' ? signUp : ''}${curl} '{}' ${origin}/api/${path}/options > request.json
${keyward(verb)} < request.json > answer.json
${curl} @answer.json ${origin}/api/${path}/verify
`
}
