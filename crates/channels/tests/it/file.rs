//! Imports from the bytes of a file to the ledger, on both engines.

mod messy;

use std::io::{self, Read};
use std::sync::Arc;

use channels::file::import::{self, News, Place, Request};
use channels::file::register::{self, Counts, Import, State};
use channels::file::{Format, Holds, Pair, Reject};
use channels::tracking::{Origin, Plan, join};
use identity::normal::Context;
use kernel::{Channel, ImportId, SourceId, Timestamp, TouchType, TouchpointId};
use ledger::{Entry, Ledger};
use serde_json::{Value, json};
use testing::{Bed, on_both};

const CUSTOMERS: &[&str] = &[
    "手机=phone",
    "邮箱=email",
    "姓名=name",
    "城市=attribute.city",
];

fn request(holds: Holds, map: &[&str]) -> Request {
    Request {
        holds,
        format: Format::Csv,
        mapping: map
            .iter()
            .map(|pair| pair.parse::<Pair>().unwrap())
            .collect(),
        name: Some("file.csv".into()),
        time_zone: "Asia/Shanghai".into(),
        digest: None,
        size: None,
        dry_run: false,
        actor: "local".into(),
    }
}

fn place() -> Place {
    Place {
        origin: Origin {
            source: 9,
            source_id: SourceId([9; 16]),
            touchpoint: 4,
            channel: Channel::Other,
        },
        touchpoint: TouchpointId([4; 16]),
        currency: "CNY".parse().unwrap(),
        context: Context::default(),
    }
}

#[derive(Default)]
struct Told {
    import: Option<ImportId>,
    resumed_at: u64,
    rejects: Vec<Reject>,
    done: Option<Counts>,
    failed: Option<String>,
    samples: Vec<Value>,
}

async fn run(
    ledger: &Ledger,
    request: Request,
    input: impl Read + Send + 'static,
) -> kernel::Result<Told> {
    let plan = Arc::new(Plan::new());
    let mut news = import::begin(ledger.clone(), plan, request, place(), Box::new(input)).await?;
    let mut told = Told::default();
    while let Some(one) = news.recv().await {
        match one {
            News::Begun {
                import, resumed_at, ..
            } => (told.import, told.resumed_at) = (import, resumed_at),
            News::Progress(_) => {}
            News::Reject(reject) => told.rejects.push(reject),
            News::Done {
                counts, samples, ..
            } => (told.done, told.samples) = (Some(counts), samples),
            News::Failed { reason, .. } => told.failed = Some(reason),
        }
    }
    Ok(told)
}

fn bytes(text: &str) -> io::Cursor<Vec<u8>> {
    io::Cursor::new(text.as_bytes().to_vec())
}

async fn entries(bed: &Bed, ledger: &Ledger) -> Vec<Arc<Entry>> {
    let ledger = ledger.clone();
    bed.store
        .read(move |tx| Box::pin(async move { ledger.after(tx, 0, i64::MAX, 200_000).await }))
        .await
        .unwrap()
}

async fn import_of(bed: &Bed, id: ImportId) -> Import {
    bed.store
        .read(move |tx| Box::pin(register::get(tx, id)))
        .await
        .unwrap()
        .unwrap()
}

fn body(entry: &Entry) -> Value {
    join(entry.properties.as_deref(), entry.personal.text())
}

on_both!(customers_become_identify_with_traits, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let told = run(
        &ledger,
        request(Holds::Customers, CUSTOMERS),
        bytes("姓名,手机,邮箱,城市\n王芳,138 1234 5678,WF@Example.cn,上海\n"),
    )
    .await
    .unwrap();
    assert_eq!(
        told.done,
        Some(Counts {
            rows: 1,
            accepted: 1,
            repeated: 0,
            rejected: 0
        })
    );
    let entry = &entries(bed, &ledger).await[0];
    assert_eq!(
        (entry.kind, entry.identities.len()),
        (TouchType::Identify, 2)
    );
    let import = told.import.unwrap();
    assert_eq!(
        body(entry),
        json!({"traits": {"name": "王芳", "city": "上海"}, "context": {"import": import}})
    );
    assert!(!entry.properties.as_deref().unwrap().contains("王芳"));
    assert_eq!(import_of(bed, import).await.state, State::Done);
});

on_both!(
    touches_have_a_time_an_event_and_properties,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let map = [
            "id=message_id",
            "when=at",
            "what=event",
            "who=user_id",
            "price=property.price",
            "path=property.page.path",
            "note=property.note",
        ];
        let file = "id,when,what,who,price,path,note\nm1,2026-04-30 20:00,Product Viewed,u1,19.90,/p/1,call 13812345678\n";
        run(&ledger, request(Holds::Touches, &map), bytes(file))
            .await
            .unwrap();
        let entry = &entries(bed, &ledger).await[0];
        assert_eq!(
            (entry.message_id.as_deref(), entry.at),
            (
                Some("m1"),
                Timestamp::parse("2026-04-30T12:00:00Z").unwrap()
            )
        );
        assert_eq!(
            body(entry)["properties"],
            json!({"price": 19.9, "page": {"path": "/p/1"}, "note": "call 13812345678"})
        );
        assert!(
            !entry.properties.as_deref().unwrap().contains("13812345678"),
            "what looks personal is sealed"
        );
    }
);

on_both!(
    orders_speak_the_names_of_the_specification,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let map = [
            "no=order.order_id",
            "mail=email",
            "day=at",
            "sum=order.total",
            "cur=order.currency",
            "state=order.status",
            "lines=order.products",
        ];
        let file = "no,mail,day,sum,cur,state,lines\n\
                A1,a@example.com,2026/4/1,\"1,234.50\",,paid,\"[{\"\"sku\"\":\"\"x\"\",\"\"quantity\"\":2}]\"\n\
                A2,a@example.com,2026/4/2,12,usd,已退款,茶杯\n\
                A3,a@example.com,2026/4/3,abc,,paid,\n";
        let told = run(&ledger, request(Holds::Orders, &map), bytes(file))
            .await
            .unwrap();
        assert_eq!(
            told.rejects,
            [Reject {
                line: 4,
                column: "sum".into(),
                reason: "is not an amount such as 1234.50".into()
            }]
        );
        let entries = entries(bed, &ledger).await;
        let names = [entries[0].event.unwrap(), entries[1].event.unwrap()];
        let l = ledger.clone();
        let names = bed
            .store
            .read(move |tx| {
                Box::pin(async move {
                    Ok([
                        l.event_name(tx, names[0]).await?,
                        l.event_name(tx, names[1]).await?,
                    ])
                })
            })
            .await
            .unwrap();
        assert_eq!(
            names,
            ["Order Completed".into(), "Order Refunded".into()] as [Arc<str>; 2]
        );
        let properties = &body(&entries[0])["properties"];
        assert_eq!(
            *properties,
            json!({"order_id": "A1", "total": 1234.50, "currency": "CNY", "status": "paid", "products": [{"sku": "x", "quantity": 2}]})
        );
        assert_eq!(
            body(&entries[1])["properties"]["products"],
            json!([{"name": "茶杯"}])
        );
    }
);

on_both!(the_same_file_twice_changes_nothing, async |bed: &Bed| {
    let ledger = bed.ledger().await;
    let file = "手机,邮箱,姓名,城市\n13812345678,,王芳,上海\n13912345678,b@example.cn,李娜,北京\n";
    run(&ledger, request(Holds::Customers, CUSTOMERS), bytes(file))
        .await
        .unwrap();
    // Another day, another name, another order and other names of the columns: still the same rows.
    bed.clock.advance_seconds(86_400);
    let map = ["c=attribute.city", "n=name", "p=phone", "m=email"];
    let again = "c,n,m,p\n上海,王芳,,13812345678\n北京,李娜,b@example.cn,13912345678\n";
    for (map, file) in [(CUSTOMERS, file), (&map, again)] {
        let told = run(&ledger, request(Holds::Customers, map), bytes(file))
            .await
            .unwrap();
        assert_eq!(
            told.done,
            Some(Counts {
                rows: 2,
                accepted: 0,
                repeated: 2,
                rejected: 0
            })
        );
    }
    assert_eq!(entries(bed, &ledger).await.len(), 2);
});

on_both!(
    types_of_a_file_are_kept_where_they_mean_something,
    async |bed: &Bed| {
        let ledger = bed.ledger().await;
        let map = [
            "p=phone",
            "n=order.order_id",
            "t=order.total",
            "d=at",
            "l=order.products",
            "o=order.first",
            "a=attribute.age",
        ];
        let asked = Request {
            format: Format::Jsonl,
            ..request(Holds::Orders, &map)
        };
        let file = r#"{"p":13812345678.0,"n":17,"t":12.5,"d":1777595400,"l":[{"sku":"x"}],"o":true,"a":30}"#;
        let told = run(&ledger, asked, bytes(file)).await.unwrap();
        assert_eq!(told.rejects, []);
        let said = body(&entries(bed, &ledger).await[0]);
        let properties = json!({"order_id": "17", "total": 12.5, "currency": "CNY", "products": [{"sku": "x"}], "first": true});
        assert_eq!(
            (&said["properties"], &said["traits"]),
            (&properties, &json!({"age": 30}))
        );
    }
);
