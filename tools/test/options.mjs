/** @type {readonly ('chromium' | 'firefox')[]} */
const BOTH = ['chromium', 'firefox']

/**
 * Takes `--long` for itself; everything else is for vitest.
 * @param {readonly string[]} args as given after `npm test --`
 */
export function readTestOptions(args) {
  const long = args.includes('--long')
  const own = args.filter((arg) => arg !== '--long')
  const reported = own.some((arg) => arg === '--reporter' || arg.startsWith('--reporter='))
  return {
    args: [...(reported ? [] : ['--reporter=default']), ...own],
    env: long ? { KEYWARD_LONG: '1' } : {},
    browsers: onlyUnit(own) ? [] : BOTH,
  }
}

/** @param {readonly string[]} args */
function onlyUnit(args) {
  const projects = args.flatMap((arg, index) => {
    if (arg === '--project') return [args[index + 1]]
    return arg.startsWith('--project=') ? [arg.slice('--project='.length)] : []
  })
  return projects.length > 0 && projects.every((project) => project === 'unit')
}
