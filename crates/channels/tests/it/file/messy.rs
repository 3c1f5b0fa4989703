//! Files that are wrong in part, cut off, or stopped.

use super::*;

/// Fifty thousand rows, some of which are wrong in ways that are known.
fn messy(rows: u64) -> (String, Vec<(u64, &'static str)>) {
    let (mut file, mut wrong, mut line) = (String::from("手机,邮箱,姓名,城市\n"), Vec::new(), 1);
    for row in 0..rows {
        line += 1;
        match row {
            _ if row % 1_000 == 7 => {
                file.push_str(&format!("12,{row}@example.cn,王,上海\n"));
                wrong.push((line, "手机"));
            }
            _ if row % 1_000 == 17 => {
                file.push_str(&format!(",not-an-address-{row},王,上海\n"));
                wrong.push((line, "邮箱"));
            }
            _ if row % 1_000 == 27 => {
                file.push_str("null,,王,上海\n");
                wrong.push((line, "手机"));
            }
            _ if row % 1_000 == 37 => {
                file.push_str(",,王,上海\n");
                wrong.push((line, ""));
            }
            _ if row % 1_000 == 47 => {
                file.push_str("13812345678,王\n");
                wrong.push((line, ""));
            }
            _ if row % 1_000 == 57 => {
                file.push_str("13812345678,x@example.cn,\"王,上海\n");
                wrong.push((line, ""));
            }
            _ if row % 1_000 == 67 => {
                file.push_str(&format!("无,{row}@example.cn,\"王\n芳\",上海\n\n"));
                line += 2;
            }
            _ => file.push_str(&format!(
                "{},{row}@example.cn,王{row},\"上海, 浦东\"\n",
                13_912_340_000_u64 + row
            )),
        }
    }
    (file, wrong)
}

on_both!(a_messy_file_of_fifty_thousand_rows, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let (file, wrong) = messy(50_000);
    let asked = Request {
        dry_run: true,
        ..request(Holds::Customers, CUSTOMERS)
    };
    let told = run(&ledger, asked, bytes(&file)).await.unwrap();
    let found: Vec<(u64, &str)> = told
        .rejects
        .iter()
        .map(|reject| (reject.line, reject.column.as_str()))
        .collect();
    assert_eq!(found, wrong);
    assert!(
        told.rejects
            .iter()
            .all(|reject| !reject.reason.contains("not-an-address")
                && !reject.reason.contains("null"))
    );
    let rejected = wrong.len() as u64;
    assert_eq!(
        told.done,
        Some(Counts {
            rows: 50_000,
            accepted: 50_000 - rejected,
            repeated: 0,
            rejected
        })
    );
});

on_both!(the_good_rows_of_a_messy_file_are_kept, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let (file, wrong) = messy(18_000);
    let rejected = wrong.len() as u64;
    let told = run(&ledger, request(Holds::Customers, CUSTOMERS), bytes(&file))
        .await
        .unwrap();
    assert_eq!(
        told.done,
        Some(Counts {
            rows: 18_000,
            accepted: 18_000 - rejected,
            repeated: 0,
            rejected
        })
    );
    let import = import_of(bed, told.import.unwrap()).await;
    assert_eq!(
        (import.counts.rejected, import.rejects.len()),
        (rejected, 100)
    );
    assert_eq!(entries(bed, &ledger).await.len() as u64, 18_000 - rejected);
});

/// Breaks off after so many bytes.
struct BreaksOff(io::Cursor<Vec<u8>>, u64);

impl Read for BreaksOff {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.position() >= self.1 {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        let most = buffer.len().min(10_000);
        self.0.read(&mut buffer[..most])
    }
}

on_both!(a_stopped_import_goes_on_where_it_was, async |bed: &Bed| {
    use sha2::{Digest, Sha256};
    let ledger = bed.ledger().await;
    let (file, wrong) = messy(9_000);
    let asked = || Request {
        digest: Some(Sha256::digest(file.as_bytes()).into()),
        size: Some(file.len() as u64),
        ..request(Holds::Customers, CUSTOMERS)
    };
    let stopped = run(
        &ledger,
        asked(),
        BreaksOff(bytes(&file), file.len() as u64 / 2),
    )
    .await
    .unwrap();
    assert!(stopped.done.is_none() && stopped.failed.unwrap().contains("ended early"));
    let kept = entries(bed, &ledger).await.len();
    assert!((2_000..7_000).contains(&kept), "{kept}");
    assert_eq!(
        import_of(bed, stopped.import.unwrap()).await.state,
        State::Stopped
    );

    let told = run(&ledger, asked(), bytes(&file)).await.unwrap();
    assert_eq!(told.import, stopped.import);
    assert!(told.resumed_at > 1_000, "{}", told.resumed_at);
    assert_eq!(
        told.rejects.len(),
        wrong.len(),
        "all rejects are told again, so that their file is whole"
    );
    let rejected = wrong.len() as u64;
    let done = told.done.unwrap();
    assert_eq!(
        (done.rows, done.accepted + done.repeated, done.rejected),
        (9_000, 9_000 - rejected, rejected)
    );
    assert_eq!(entries(bed, &ledger).await.len() as u64, 9_000 - rejected);

    let again = run(&ledger, asked(), bytes(&file)).await.unwrap();
    assert_eq!(
        (again.resumed_at, again.done.unwrap().accepted),
        (0, 0),
        "a finished one is read anew, and finds everything there"
    );
});

on_both!(
    a_file_that_is_cut_off_is_not_taken_for_a_whole_one,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let asked = Request {
            size: Some(1_000),
            ..request(Holds::Customers, &["p=phone"])
        };
        let told = run(&ledger, asked, bytes("p\n13812345678\n"))
            .await
            .unwrap();
        assert!(told.failed.unwrap().contains("announced with 1000 bytes"));
        let asked = Request {
            digest: Some([0; 32]),
            ..request(Holds::Customers, &["p=phone"])
        };
        let told = run(&ledger, asked, bytes("p\n13812345678\n"))
            .await
            .unwrap();
        assert!(told.failed.unwrap().contains("digest"));
    }
);

on_both!(a_dry_run_keeps_nothing, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let asked = Request {
        dry_run: true,
        ..request(Holds::Customers, &[])
    };
    let told = run(
        &ledger,
        asked,
        bytes("姓名,手机号\n王芳,13812345678\n李娜,oops\n"),
    )
    .await
    .unwrap();
    assert_eq!(
        told.done,
        Some(Counts {
            rows: 2,
            accepted: 1,
            repeated: 0,
            rejected: 1
        })
    );
    assert_eq!(
        told.samples[0]["identities"],
        json!([{"kind": "phone", "value": "138****5678"}])
    );
    assert!(entries(bed, &ledger).await.is_empty() && told.import.is_none());
});

on_both!(
    what_is_wrong_with_the_whole_file_is_told_before_a_row_is_read,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let refused = async |holds: Holds, map: &[&str], file: &str| {
            run(&ledger, request(holds, map), bytes(file))
                .await
                .err()
                .unwrap()
                .to_string()
        };
        assert!(
            refused(Holds::Customers, &["tel=phone"], "phone\n1\n")
                .await
                .contains("it has: phone")
        );
        assert!(
            refused(Holds::Customers, &["a=name"], "a\n1\n")
                .await
                .contains("identifies")
        );
        assert!(
            refused(Holds::Customers, &[], "colour\nred\n")
                .await
                .contains("guess")
        );
        assert!(
            refused(Holds::Customers, &["a=phone"], "")
                .await
                .contains("empty")
        );
        let parquet = Request {
            format: Format::Parquet,
            ..request(Holds::Customers, &["a=phone"])
        };
        assert!(
            run(&ledger, parquet, bytes("a\n1\n"))
                .await
                .err()
                .unwrap()
                .to_string()
                .contains("Parquet")
        );
        let imports = bed
            .store
            .read(|tx| {
                Box::pin(async move { register::list(tx, &kernel::Paging::default()).await })
            })
            .await
            .unwrap();
        assert!(imports.data.is_empty());
    }
);
