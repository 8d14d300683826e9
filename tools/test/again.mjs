/** More than these have a reason that another run does not take away. */
const MOST_FILES = 3

/**
 * Which files are run a second time after a run that failed: stories in browsers, when only a few of
 * them failed and nothing else did. In a story each test begins where the one before ended, so that a
 * press or a second that the machine lost takes the rest of the file with it, and trying one test
 * again, as Vitest does, begins in the middle. Whoever looks for such a fault says `--retry 0`.
 * @param {readonly string[]} failedFiles paths from the root
 * @param {readonly string[]} args as given after `npm test --`
 * @returns {readonly string[]} none when the failure stands
 */
export function filesToTellAgain(failedFiles, args) {
  const isLookedFor = args.some((arg) => arg.startsWith('--retry'))
  const areStories = failedFiles.every((file) => /^e2e\/(agent|extension|phone)\//.test(file))
  return areStories && !isLookedFor && failedFiles.length <= MOST_FILES ? failedFiles : []
}
