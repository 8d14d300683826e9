#!/usr/bin/env node
// Plain JavaScript for Node.js 20: the program itself is TypeScript that Node.js 24 runs directly.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import module from 'node:module'
import { constants, homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const SELF = fileURLToPath(import.meta.url)

if (isEnough(process.versions.node)) await runHere()
else runOn(findNode())

async function runHere() {
  hideExperimentalWarnings()
  keepCompiled()
  const { main } = await import('../main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

/** Keeps what Node.js made of the sources in a folder of the person's own, which halves each start. */
function keepCompiled() {
  const base = process.env['XDG_CACHE_HOME'] ?? ''
  module.enableCompileCache(
    join(base.startsWith('/') ? base : join(homedir(), '.cache'), 'keyward'),
  )
}

/** node:sqlite may be announced as experimental; that is nothing for the person to act on. */
function hideExperimentalWarnings() {
  const others = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const listener of others) listener(warning)
  })
}

/** @param {string | undefined} node */
function runOn(node) {
  if (node === undefined) {
    const message = `Keyward needs Node.js ${NEEDED} or later: run npm install in its folder, or install it.`
    const error = { name: 'InputError', message, rule: 'cli.node' }
    process.stdout.write(`${JSON.stringify({ error })}\n`)
    process.exitCode = 1
    return
  }
  const args = ['--disable-warning=ExperimentalWarning', SELF, ...process.argv.slice(2)]
  const child = spawn(node, args, { stdio: 'inherit' })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, pass)
    if (signal === null) process.exitCode = code ?? 1
    else endBy(signal)
  })
}

/** Ends as the child did, so that a shell sees the same.
 * @param {NodeJS.Signals} signal */
function endBy(signal) {
  process.exitCode = 128 + constants.signals[signal]
  process.kill(process.pid, signal)
}

/** The project's own Node.js, from the folders above; else one on the path. */
function findNode() {
  for (let folder = dirname(SELF); ; folder = dirname(folder)) {
    const node = findIn(join(folder, 'node_modules'))
    if (node !== undefined) return node
    if (dirname(folder) === folder) break
  }
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path) && isEnough(versionOf(path)))
}

/** @param {string} modules */
function findIn(modules) {
  if (!existsSync(modules)) return undefined
  return readdirSync(modules)
    .filter((name) => /^node-[a-z0-9]+-[a-z0-9]+$/.test(name))
    .map((name) => join(modules, name, 'bin', 'node'))
    .find((path) => existsSync(path) && isEnough(versionOf(path)))
}

/** @param {string} path */
function versionOf(path) {
  return spawnSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout ?? ''
}

/** @param {string} version */
function isEnough(version) {
  return Number.parseInt(version, 10) >= NEEDED
}
