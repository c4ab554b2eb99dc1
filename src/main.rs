//! The `counterpart` command. Everything is in the library; see `counterpart::cli`.

use std::process::ExitCode;

/// Estimation makes very many small vectors; this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    counterpart::cli::main()
}
