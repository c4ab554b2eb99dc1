//! The `counterpart` command. Everything is in the library; see `counterpart::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    counterpart::cli::main()
}
