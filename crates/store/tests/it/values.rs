//! Values in and out, alone and in lists.

use kernel::Error;
use store::{ColumnType, Value, params};
use testing::{Bed, on_both};

use crate::{boxed, execute, number, table};

const COLUMNS: &[(&str, ColumnType)] = &[
    ("id", ColumnType::Int),
    ("number", ColumnType::Int),
    ("real", ColumnType::Real),
    ("text", ColumnType::Text),
    ("bytes", ColumnType::Blob),
];

fn rows() -> Vec<Vec<Value>> {
    vec![
        params![
            1,
            i64::MIN,
            -0.5,
            "王小明 \u{1f600} ' $1 ?",
            vec![0_u8, 255, 39]
        ]
        .to_vec(),
        params![2, i64::MAX, 1e300, "", Vec::<u8>::new()].to_vec(),
        vec![
            3_i64.into(),
            Value::Null,
            Value::Null,
            Value::Null,
            Value::Null,
        ],
    ]
}

on_both!(what_goes_in_comes_out, async |bed: &Bed| {
    table(&bed.store).await;
    let found = bed.store.write(|tx| {
        boxed(async move {
            let rows = rows();
            tx.execute(
                "INSERT INTO things (id, number, real, text, bytes) VALUES ($1, $2, $3, $4, $5)",
                &rows[0],
            )
            .await?;
            tx.insert_many("things", COLUMNS, rows[1..].to_vec(), "")
                .await?;
            tx.insert_many("things", COLUMNS, Vec::new(), "").await?;
            tx.query(
                "SELECT id, number, real, text, bytes FROM things ORDER BY id",
                &[],
            )
            .await
        })
    });
    let found: Vec<Vec<Value>> = found
        .await
        .unwrap()
        .iter()
        .map(|row| row.values().to_vec())
        .collect();
    assert_eq!(found, rows());
});

on_both!(parameters_go_by_their_number, async |bed: &Bed| {
    table(&bed.store).await;
    let sql = "INSERT INTO things (id, number, text) VALUES ($2, $1, $3)";
    assert_eq!(
        execute(&bed.store, sql, params![20, 1, "a"]).await.unwrap(),
        1
    );
    assert_eq!(
        number(&bed.store, "SELECT number FROM things WHERE id = 1").await,
        20
    );
    let twice = "UPDATE things SET number = $2 WHERE id = $1 AND number > $2";
    assert_eq!(execute(&bed.store, twice, params![1, 14]).await.unwrap(), 1);
    assert_eq!(
        number(&bed.store, "SELECT number FROM things WHERE id = 1").await,
        14
    );
});

on_both!(
    lists_find_their_members_and_empty_ones_nothing,
    async |bed: &Bed| {
        table(&bed.store).await;
        bed.store
            .write(|tx| boxed(async move { tx.insert_many("things", COLUMNS, rows(), "").await }))
            .await
            .unwrap();
        let count = async |sql: &'static str, list: Value| -> usize {
            let read = bed
                .store
                .read(move |tx| boxed(async move { tx.query(sql, &[list]).await }));
            read.await.unwrap().len()
        };
        let by_id = "SELECT id FROM things WHERE id = ANY($1)";
        assert_eq!(count(by_id, vec![1_i64, 3, 3, 99].into()).await, 2);
        assert_eq!(count(by_id, Vec::<i64>::new().into()).await, 0);
        let by_text = "SELECT id FROM things WHERE text = ANY($1)";
        assert_eq!(
            count(by_text, vec![String::new(), "x".to_owned()].into()).await,
            1
        );
        assert_eq!(count(by_text, Vec::<String>::new().into()).await, 0);
        let by_bytes = "SELECT id FROM things WHERE bytes = ANY($1)";
        assert_eq!(
            count(by_bytes, vec![vec![0_u8, 255, 39], vec![]].into()).await,
            2
        );
        assert_eq!(count(by_bytes, Vec::<Vec<u8>>::new().into()).await, 0);
    }
);

on_both!(
    many_questions_are_answered_in_their_order,
    async |bed: &Bed| {
        table(&bed.store).await;
        let answers = bed.store.write(|tx| {
            boxed(async move {
                tx.insert_many("things", COLUMNS, rows(), "").await?;
                let sets: Vec<Vec<Value>> = [3_i64, 99, 1].map(|id| vec![id.into()]).to_vec();
                let answers = tx
                    .query_many("SELECT id FROM things WHERE id = $1", &sets)
                    .await?;
                assert!(
                    tx.query_many("SELECT id FROM things WHERE id = $1", &[])
                        .await?
                        .is_empty()
                );
                // A statement without an answer is sent as well, so that many updates need not wait for one another.
                let updates: Vec<Vec<Value>> = (1..=3_i64)
                    .map(|id| vec![id.into(), (id * 10).into()])
                    .collect();
                tx.query_many("UPDATE things SET number = $2 WHERE id = $1", &updates)
                    .await?;
                Ok(answers)
            })
        });
        let counts: Vec<usize> = answers.await.unwrap().iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 0, 1]);
        assert_eq!(
            number(&bed.store, "SELECT CAST(SUM(number) AS BIGINT) FROM things").await,
            60
        );
    }
);

on_both!(the_tail_says_what_a_conflict_does, async |bed: &Bed| {
    table(&bed.store).await;
    let insert = async |number: i64, tail: &'static str| {
        let two = [("id", ColumnType::Int), ("number", ColumnType::Int)];
        let write = bed.store.write(move |tx| {
            boxed(async move {
                let rows = (1..=2_i64)
                    .map(|id| vec![id.into(), number.into()])
                    .collect();
                tx.insert_many("things", &two, rows, tail).await
            })
        });
        write.await
    };
    insert(5, "").await.unwrap();
    insert(6, "ON CONFLICT (id) DO NOTHING").await.unwrap();
    assert_eq!(
        number(&bed.store, "SELECT MIN(number) FROM things").await,
        5
    );
    insert(7, "ON CONFLICT (id) DO UPDATE SET number = excluded.number")
        .await
        .unwrap();
    assert_eq!(
        number(&bed.store, "SELECT MIN(number) FROM things").await,
        7
    );
    assert!(matches!(
        insert(8, "").await,
        Err(Error::Conflict {
            code: "already_exists",
            ..
        })
    ));
    let sql = "INSERT INTO settings (name, value) VALUES ('x', $1)";
    let missing = execute(&bed.store, sql, &[Value::Null]).await;
    assert!(
        matches!(missing, Err(Error::Internal(_))),
        "no conflict, but a fault: {missing:?}"
    );
});

on_both!(texts_sort_by_code_point, async |bed: &Bed| {
    table(&bed.store).await;
    let found = bed.store.write(|tx| {
        boxed(async move {
            for (id, text) in ["b", "B", "é", "王", "a", "\u{1f600}", "Z"]
                .into_iter()
                .enumerate()
            {
                tx.execute(
                    "INSERT INTO things (id, text) VALUES ($1, $2)",
                    params![id as i64, text],
                )
                .await?;
            }
            let rows = tx
                .query("SELECT text FROM things ORDER BY text", &[])
                .await?;
            rows.into_iter()
                .map(|mut row| row.take::<String>(0))
                .collect::<kernel::Result<Vec<_>>>()
        })
    });
    assert_eq!(
        found.await.unwrap(),
        ["B", "Z", "a", "b", "é", "王", "\u{1f600}"]
    );
});
