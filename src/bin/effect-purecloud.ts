#!/usr/bin/env node
// @effect-diagnostics nodeBuiltinImport:off
import process from "node:process"
import { run } from "./cli/command.js"
import { runMain } from "./main.js"

/*
 * The program `effect-purecloud`.
 */

runMain(run(process.argv))
