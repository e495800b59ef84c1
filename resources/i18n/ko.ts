<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en_US">
<context>
    <name>Action</name>
    <message>
        <source>Open a project first.</source>
        <translation>먼저 프로젝트를 여세요.</translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation>아직 기록이 없습니다. Space를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>실행 취소할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>다시 실행할 것이 없습니다.</translation>
    </message>
    <message>
        <source>This is the start.</source>
        <translation>여기가 처음입니다.</translation>
    </message>
    <message>
        <source>These data are always the same: they have no seed.</source>
        <translation>이 데이터는 늘 같습니다. 시드가 없습니다.</translation>
    </message>
    <message>
        <source>There is one branch so far: a change at a past iteration begins another.</source>
        <translation>아직 분기가 하나입니다. 지난 이터레이션에서 설정을 바꾸면 새 분기가 생깁니다.</translation>
    </message>
    <message>
        <source>There are no classes here: the output is a number.</source>
        <translation>클래스가 없습니다. 출력이 숫자입니다.</translation>
    </message>
    <message>
        <source>Stop time at an iteration first.</source>
        <translation>먼저 이터레이션에서 멈추세요.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Stepping</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Memory for going back</source>
        <translation>되돌아가기용 메모리</translation>
    </message>
    <message>
        <source>One time step on</source>
        <translation>다음 시점</translation>
    </message>
    <message>
        <source>One time step back</source>
        <translation>이전 시점</translation>
    </message>
    <message>
        <source>One layer of one step on</source>
        <translation>한 시점의 다음 층</translation>
    </message>
    <message>
        <source>One layer of one step back</source>
        <translation>한 시점의 이전 층</translation>
    </message>
    <message>
        <source>Next phase</source>
        <translation>다음 단계</translation>
    </message>
    <message>
        <source>Previous phase</source>
        <translation>이전 단계</translation>
    </message>
    <message>
        <source>Unit above</source>
        <translation>위 유닛</translation>
    </message>
    <message>
        <source>Unit below</source>
        <translation>아래 유닛</translation>
    </message>
    <message>
        <source>Layer nearer to the input</source>
        <translation>입력 쪽 층</translation>
    </message>
    <message>
        <source>Layer nearer to the output</source>
        <translation>출력 쪽 층</translation>
    </message>
    <message>
        <source>Next example of the batch</source>
        <translation>배치의 다음 예제</translation>
    </message>
    <message>
        <source>Example of the batch before</source>
        <translation>배치의 이전 예제</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>재생 / 일시 정지</translation>
    </message>
    <message>
        <source>One iteration on</source>
        <translation>다음 이터레이션</translation>
    </message>
    <message>
        <source>One iteration back</source>
        <translation>이전 이터레이션</translation>
    </message>
    <message>
        <source>One epoch on</source>
        <translation>다음 에포크</translation>
    </message>
    <message>
        <source>One epoch back</source>
        <translation>이전 에포크</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>To the latest iteration</source>
        <translation>마지막 이터레이션으로</translation>
    </message>
    <message>
        <source>Run until…</source>
        <translation>조건까지 실행…</translation>
    </message>
    <message>
        <source>Branches…</source>
        <translation>분기…</translation>
    </message>
    <message>
        <source>Bookmarks…</source>
        <translation>책갈피…</translation>
    </message>
    <message>
        <source>Let it go on by itself…</source>
        <translation>스스로 이어 쓰기…</translation>
    </message>
    <message>
        <source>Hold a gate or a state…</source>
        <translation>게이트나 상태 고정…</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>처음부터 다시</translation>
    </message>
    <message>
        <source>Start again with other weights</source>
        <translation>다른 가중치로 처음부터</translation>
    </message>
    <message>
        <source>Start again with other weights and data</source>
        <translation>다른 가중치와 데이터로 처음부터</translation>
    </message>
    <message>
        <source>1 step a second</source>
        <translation>1초에 1시점</translation>
    </message>
    <message>
        <source>5 steps a second</source>
        <translation>1초에 5시점</translation>
    </message>
    <message>
        <source>1 iteration a second</source>
        <translation>1초에 1이터레이션</translation>
    </message>
    <message>
        <source>30 iterations a second</source>
        <translation>1초에 30이터레이션</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>New</source>
        <translation>새 프로젝트</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>데이터 열기…</translation>
    </message>
    <message>
        <source>All data</source>
        <translation>모든 데이터</translation>
    </message>
    <message>
        <source>Paste data</source>
        <translation>데이터 붙여넣기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>글자 크게</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>글자 작게</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>기본 글자 크기</translation>
    </message>
    <message>
        <source>Data settings</source>
        <translation>데이터 설정</translation>
    </message>
    <message>
        <source>Network settings</source>
        <translation>신경망 설정</translation>
    </message>
    <message>
        <source>Training settings</source>
        <translation>학습 설정</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>현미경</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Loss along the update</source>
        <translation>업데이트 방향의 손실</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Values or gradients in the timeline</source>
        <translation>타임라인에 값 또는 기울기</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Next workspace</source>
        <translation>다음 작업 공간</translation>
    </message>
    <message>
        <source>Workspace before</source>
        <translation>이전 작업 공간</translation>
    </message>
    <message>
        <source>Back to the timeline</source>
        <translation>타임라인으로 돌아가기</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Explain what has the focus</source>
        <translation>초점이 있는 것 설명</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>용어집</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
</context>
<context>
    <name>ActivationsBeside</name>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>No hidden layer here is dense with an activation of its own.</source>
        <translation>활성화 함수를 가진 완전 연결 은닉층이 없습니다.</translation>
    </message>
    <message>
        <source>{share} of the sums in the flat part</source>
        <translation>평평한 구간에 있는 가중합 {share}</translation>
    </message>
    <message>
        <source>mean slope {slope}</source>
        <translation>평균 기울기 {slope}</translation>
    </message>
    <message>
        <source>{share} flat</source>
        <translation>평평한 구간 {share}</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>가중합</translation>
    </message>
    <message>
        <source>slope of {name}</source>
        <translation>{name}의 기울기</translation>
    </message>
    <message>
        <source>in the layer</source>
        <translation>이 층</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>over the same sums of layer {layer}</source>
        <translation>층 {layer}의 같은 가중합에서</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>The activation beside that of the layer</source>
        <translation>이 층의 것과 나란히 볼 활성화 함수</translation>
    </message>
</context>
<context>
    <name>AllData</name>
    <message>
        <source>All data</source>
        <translation>모든 데이터</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기(Esc)</translation>
    </message>
    <message>
        <source>Search, for example: temperature, letter, memory</source>
        <translation>찾기(예: 기온, 글자, 기억)</translation>
    </message>
    <message>
        <source>Search all data</source>
        <translation>모든 데이터에서 찾기</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>데이터 열기…</translation>
    </message>
    <message>
        <source>A table or a text of your own: CSV, TSV or TXT</source>
        <translation>내 표나 텍스트: CSV, TSV, TXT</translation>
    </message>
    <message>
        <source>Nothing has all of these words.</source>
        <translation>이 낱말이 모두 들어 있는 항목이 없습니다.</translation>
    </message>
    <message>
        <source>Drawn by you, in the setup, also while training runs.</source>
        <translation>설정에서 직접 그립니다. 학습 중에도 그릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Made by this program from a seed.</source>
        <translation>이 프로그램이 시드로 만듭니다.</translation>
    </message>
    <message>
        <source>{what}. Source: {origin}. Licence: {licence}.</source>
        <translation>{what}. 출처: {origin}. 이용 허락: {licence}.</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>The last batch of an epoch has {count}.</source>
        <translation>에포크의 마지막 배치: {count}개.</translation>
    </message>
    <message>
        <source>All {all} examples at once</source>
        <translation>예제 {all}개를 한꺼번에</translation>
    </message>
    <message>
        <source>{all} examples, one at a time</source>
        <translation>예제 {all}개를 1개씩</translation>
    </message>
    <message>
        <source>{all} examples, {size} at a time, the last {dropped} left out</source>
        <translation>예제 {all}개를 {size}개씩, 마지막 {dropped}개는 제외</translation>
    </message>
    <message>
        <source>{all} examples, {size} at a time</source>
        <translation>예제 {all}개를 {size}개씩</translation>
    </message>
    <message>
        <source>{batch}, in {parts} parts of up to {steps} time steps</source>
        <translation>{batch}, 최대 {steps} 시점씩 {parts}부분</translation>
    </message>
    <message>
        <source>this epoch has {count} iterations, as its batches were changed</source>
        <translation>이 에포크는 {count} 이터레이션 (배치가 바뀌었음)</translation>
    </message>
    <message>
        <source>1 iteration makes an epoch</source>
        <translation>1 이터레이션 = 1 에포크</translation>
    </message>
    <message>
        <source>{count} iterations make an epoch</source>
        <translation>{count} 이터레이션 = 1 에포크</translation>
    </message>
    <message>
        <source>none has run yet</source>
        <translation>아직 실행 전</translation>
    </message>
    <message>
        <source>this is epoch {epoch}</source>
        <translation>지금은 에포크 {epoch}</translation>
    </message>
    <message>
        <source>this is iteration {iteration} of epoch {epoch}</source>
        <translation>지금은 에포크 {epoch}의 이터레이션 {iteration}</translation>
    </message>
    <message>
        <source>Example {number}: not used yet in this epoch</source>
        <translation>예제 {number}: 이 에포크에서 아직 쓰지 않음</translation>
    </message>
    <message>
        <source>Example {number}: used in this epoch</source>
        <translation>예제 {number}: 이 에포크에서 씀</translation>
    </message>
    <message>
        <source>Example {number}: in this batch</source>
        <translation>예제 {number}: 이 배치에 있음</translation>
    </message>
    <message>
        <source>Example {number}: left out of this epoch</source>
        <translation>예제 {number}: 이 에포크에서 제외</translation>
    </message>
    <message>
        <source>Looked at: {place} of {count}, example {number}, {length} of {steps} steps.</source>
        <translation>보는 것: {count}개 중 {place}번째, 예제 {number}, {steps} 시점 중 {length}.</translation>
    </message>
    <message>
        <source>Looked at: {place} of {count}, example {number}.</source>
        <translation>보는 것: {count}개 중 {place}번째, 예제 {number}.</translation>
    </message>
    <message>
        <source>+{count}</source>
        <translation>+{count}</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>iteration {here} of {all}</source>
        <translation>이터레이션 {here} / {all}</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>에포크 {epoch}</translation>
    </message>
    <message>
        <source>a block is {count} examples</source>
        <translation>블록 하나는 예제 {count}개</translation>
    </message>
    <message>
        <source>All training examples</source>
        <translation>전체 훈련 예제</translation>
    </message>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>in this batch</source>
        <translation>이번 배치</translation>
    </message>
    <message>
        <source>used in this epoch</source>
        <translation>이번 에포크에서 사용됨</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>아직 사용 전</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>{count} in this order</source>
        <translation>이 순서로 {count}개</translation>
    </message>
    <message>
        <source>Examples of this batch</source>
        <translation>이번 배치의 예제</translation>
    </message>
    <message>
        <source>Examples {first} to {last}</source>
        <translation>예제 {first}~{last}</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>place</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>example</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
</context>
<context>
    <name>Body</name>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>영역</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>무슨 일이 있었나</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>현미경</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>작업 공간</translation>
    </message>
</context>
<context>
    <name>BookmarkRow</name>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Name of the bookmark</source>
        <translation>책갈피 이름</translation>
    </message>
    <message>
        <source>Remove the bookmark at {place}</source>
        <translation>책갈피 지우기: {place}</translation>
    </message>
</context>
<context>
    <name>BookmarksCard</name>
    <message>
        <source>Name for iteration {count}</source>
        <translation>이터레이션 {count}의 이름</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>책갈피</translation>
    </message>
    <message>
        <source>Type a name and press Enter. Bookmarks stand as ribbons on the scrubber.</source>
        <translation>이름을 쓰고 Enter를 누르세요. 책갈피는 진행 막대에 리본으로 보입니다.</translation>
    </message>
</context>
<context>
    <name>BranchRow</name>
    <message>
        <source>Name of {branch}</source>
        <translation>{branch}의 이름</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>from iteration {iteration} of {branch}</source>
        <translation>{branch}, 이터레이션 {iteration}에서</translation>
    </message>
    <message>
        <source>up to {iteration}</source>
        <translation>{iteration}까지</translation>
    </message>
    <message>
        <source>at hand</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교 중</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>The branch at hand cannot be removed or compared with itself.</source>
        <translation>현재 분기는 지우거나 스스로와 비교할 수 없습니다.</translation>
    </message>
    <message>
        <source>Go to {branch}</source>
        <translation>이동: {branch}</translation>
    </message>
    <message>
        <source>Compare with {branch}</source>
        <translation>비교: {branch}</translation>
    </message>
    <message>
        <source>Remove {branch}</source>
        <translation>지우기: {branch}</translation>
    </message>
</context>
<context>
    <name>Branches</name>
    <message>
        <source>Branch {number}</source>
        <translation>분기 {number}</translation>
    </message>
</context>
<context>
    <name>BranchesCard</name>
    <message>
        <source>Branches</source>
        <translation>분기</translation>
    </message>
    <message>
        <source>A change at a past iteration begins a branch. Compare shows the difference of two.</source>
        <translation>지난 이터레이션에서 설정을 바꾸면 분기가 생깁니다. 비교를 누르면 둘의 차이가 보입니다.</translation>
    </message>
</context>
<context>
    <name>BuildPanel</name>
    <message>
        <source>{n} weights</source>
        <translation>가중치 {n}개</translation>
    </message>
    <message>
        <source>A network has at most {n} hidden layers.</source>
        <translation>은닉층은 {n}개까지 쌓을 수 있습니다.</translation>
    </message>
    <message>
        <source>2  Network</source>
        <translation>2  신경망</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>층 추가</translation>
    </message>
    <message>
        <source>Its units and activation follow the task and the loss.</source>
        <translation>유닛 수와 활성화 함수는 과제와 손실에 따라 정해집니다.</translation>
    </message>
    <message>
        <source>An embedding reads symbols: choose a text first.</source>
        <translation>임베딩은 기호를 읽습니다. 먼저 텍스트 데이터를 고르세요.</translation>
    </message>
    <message>
        <source>There is an embedding already.</source>
        <translation>임베딩이 이미 있습니다.</translation>
    </message>
    <message>
        <source>There is none: the last hidden layer gives the output.</source>
        <translation>출력층이 없습니다. 마지막 은닉층이 출력을 냅니다.</translation>
    </message>
    <message>
        <source>for text</source>
        <translation>텍스트용</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output layer</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>Layer {n}, {kind}</source>
        <translation>층 {n}, {kind}</translation>
    </message>
    <message>
        <source>Click for its settings</source>
        <translation>눌러서 설정 열기</translation>
    </message>
</context>
<context>
    <name>CardChoice</name>
    <message>
        <source>Show something else here</source>
        <translation>이 자리에 다른 것 보기</translation>
    </message>
    <message>
        <source>Loss along the update</source>
        <translation>업데이트 방향의 손실</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>gradient that arrives</source>
        <translation>들어온 기울기</translation>
    </message>
    <message>
        <source>times the same factor: what goes on</source>
        <translation>같은 값을 곱해 넘기는 기울기</translation>
    </message>
    <message>
        <source>In validation everything is kept as it is.</source>
        <translation>검증에서는 모두 그대로 통과</translation>
    </message>
    <message>
        <source>Dropped this time: nothing goes on from here.</source>
        <translation>이번에는 제외: 여기서 전해지는 값 없음</translation>
    </message>
    <message>
        <source>Kept, and made larger: times {factor}.</source>
        <translation>유지하고 키움: {factor}배</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>{kept} of {count} units kept at this step</source>
        <translation>이 시점에서 유닛 {count}개 중 {kept}개 유지</translation>
    </message>
    <message>
        <source>The arithmetic</source>
        <translation>계산 과정</translation>
    </message>
    <message>
        <source>Each iteration drops other numbers; in validation all are kept, times 1.</source>
        <translation>이터레이션마다 다른 값을 제외합니다. 검증에서는 모두 유지하고 1을 곱합니다.</translation>
    </message>
    <message>
        <source>The belt sends {share} of the gradient back in time.</source>
        <translation>장기 상태를 따라 이전 시점으로 가는 기울기 {share}</translation>
    </message>
    <message>
        <source>The state sends {share} of the gradient back in time.</source>
        <translation>상태를 따라 이전 시점으로 가는 기울기 {share}</translation>
    </message>
    <message>
        <source>{share} of the gradient goes to the step that was read before.</source>
        <translation>앞서 읽은 시점으로 가는 기울기 {share}</translation>
    </message>
    <message>
        <source>Starts with an empty memory, writes {value}.</source>
        <translation>빈 기억에서 시작, 새로 쓰기 {value}</translation>
    </message>
    <message>
        <source>Keeps {share} of its memory, writes {value}.</source>
        <translation>기억 {share} 유지, 새로 쓰기 {value}</translation>
    </message>
    <message>
        <source>The loss of this batch is {loss}.</source>
        <translation>이 배치의 손실 {loss}</translation>
    </message>
    <message>
        <source>example {number}</source>
        <translation>예제 {number}</translation>
    </message>
    <message>
        <source>Terms by step</source>
        <translation>시점별 손실</translation>
    </message>
    <message>
        <source>full height {value}</source>
        <translation>막대 최대 높이 {value}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>시점 {step}</translation>
    </message>
    <message>
        <source>mean of {count} steps</source>
        <translation>시점 {count}개의 평균</translation>
    </message>
    <message>
        <source>mean of the batch</source>
        <translation>배치 평균</translation>
    </message>
    <message>
        <source>Mean of each example</source>
        <translation>예제별 평균</translation>
    </message>
    <message>
        <source>Reading the colours</source>
        <translation>색 읽기</translation>
    </message>
    <message>
        <source>small</source>
        <translation>작음</translation>
    </message>
    <message>
        <source>size of a gradient, log scale</source>
        <translation>기울기의 크기, 로그 눈금</translation>
    </message>
    <message>
        <source>large</source>
        <translation>큼</translation>
    </message>
    <message>
        <source>0 closed</source>
        <translation>0 닫힘</translation>
    </message>
    <message>
        <source>1 open</source>
        <translation>1 열림</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>all gradients × 10</source>
        <translation>모든 기울기 × 10</translation>
    </message>
    <message>
        <source>and {count} more: {value}</source>
        <translation>그 밖에 {count}개: {value}</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>what the bend lets through</source>
        <translation>활성화 함수를 지난 기울기</translation>
    </message>
    <message>
        <source>Inputs give {inputs}, memory gives {memory}; it shows {out}.</source>
        <translation>입력에서 {inputs}, 기억에서 {memory}, 출력 {out}</translation>
    </message>
    <message>
        <source>Its inputs sum to {z}, and it says so.</source>
        <translation>가중합 {z}, 그대로 출력</translation>
    </message>
    <message>
        <source>Its inputs sum to {z}; {bend} makes it {out}.</source>
        <translation>가중합 {z}, {bend} 통과 후 {out}</translation>
    </message>
    <message>
        <source>No gradient reaches this unit here.</source>
        <translation>이 시점에는 이 유닛까지 오는 기울기가 없습니다.</translation>
    </message>
    <message>
        <source>The bend lets {share} of the gradient through.</source>
        <translation>활성화 함수를 통과한 기울기 {share}</translation>
    </message>
    <message>
        <source>Says {output}; this step has no target.</source>
        <translation>출력 {output}, 이 시점에는 목표값 없음</translation>
    </message>
    <message>
        <source>Says “{said}” with {share}, and that is right.</source>
        <translation>답 “{said}” ({share}), 정답</translation>
    </message>
    <message>
        <source>Says “{said}” with {share}, the target is “{wanted}”.</source>
        <translation>답 “{said}” ({share}), 목표값 “{wanted}”</translation>
    </message>
    <message>
        <source>Says {share} for 1, the target is {target}.</source>
        <translation>1일 확률 {share}, 목표값 {target}</translation>
    </message>
    <message>
        <source>Says {output}, the target is {target}.</source>
        <translation>출력 {output}, 목표값 {target}</translation>
    </message>
    <message>
        <source>of this weight, wherever the symbol stood</source>
        <translation>이 가중치의 기울기, 기호가 나온 모든 곳에서</translation>
    </message>
    <message>
        <source>Only rows of symbols that were read get a gradient.</source>
        <translation>읽은 기호의 행만 기울기를 받음</translation>
    </message>
    <message>
        <source>Looks up row {row}, that of “{symbol}”.</source>
        <translation>“{symbol}”의 행 찾기: {row}행</translation>
    </message>
    <message>
        <source>{count} rows, one a symbol</source>
        <translation>{count}행, 기호마다 하나</translation>
    </message>
    <message>
        <source>of the gain, from the whole batch</source>
        <translation>이득의 기울기, 배치 전체에서</translation>
    </message>
    <message>
        <source>of the shift, from the whole batch</source>
        <translation>이동의 기울기, 배치 전체에서</translation>
    </message>
    <message>
        <source>Through mean and variance it reaches all others.</source>
        <translation>평균과 분산을 거쳐 다른 값에도 전해짐</translation>
    </message>
    <message>
        <source>{x} deviations from the mean become {y}.</source>
        <translation>평균에서 표준편차의 {x}배, 출력 {y}</translation>
    </message>
    <message>
        <source>over {count} numbers of this unit</source>
        <translation>이 유닛의 값 {count}개에서</translation>
    </message>
    <message>
        <source>over {count} units of this step</source>
        <translation>이 시점의 유닛 {count}개에서</translation>
    </message>
    <message>
        <source>by the running mean and variance</source>
        <translation>이동 평균과 이동 분산으로</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>gain, learnt</source>
        <translation>이득 (학습됨)</translation>
    </message>
    <message>
        <source>shift, learnt</source>
        <translation>이동 (학습됨)</translation>
    </message>
</context>
<context>
    <name>CellSide</name>
    <message>
        <source>Microscope</source>
        <translation>현미경</translation>
    </message>
    <message>
        <source>Unit {unit} of {units}</source>
        <translation>유닛 {unit}/{units}</translation>
    </message>
    <message>
        <source>Unit {unit} of {units}, reverse, at step {step}</source>
        <translation>유닛 {unit}/{units}, 역방향, 시점 {step}</translation>
    </message>
    <message>
        <source>Unit {unit} of {units} at step {step}</source>
        <translation>유닛 {unit}/{units}, 시점 {step}</translation>
    </message>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>기억</translation>
    </message>
    <message>
        <source>look back</source>
        <translation>돌아보기</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
</context>
<context>
    <name>CellView</name>
    <message>
        <source>letter</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Values, gradients in the backward phase</source>
        <translation>값, 역전파 단계에서는 기울기</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>번호순</translation>
    </message>
    <message>
        <source>By similarity</source>
        <translation>비슷한 순</translation>
    </message>
    <message>
        <source>How open the gates are</source>
        <translation>게이트가 열린 정도</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>모든 시점</translation>
    </message>
    <message>
        <source>Usual order and heights</source>
        <translation>기본 순서와 높이</translation>
    </message>
    <message>
        <source>Tracks show</source>
        <translation>트랙에 보이는 것</translation>
    </message>
    <message>
        <source>Order of units</source>
        <translation>유닛의 순서</translation>
    </message>
</context>
<context>
    <name>CodePane</name>
    <message>
        <source>This tick in NumPy</source>
        <translation>이 계산을 NumPy로</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Written by itself from step {step} on</source>
        <translation>시점 {step}부터 스스로 이어 쓴 것</translation>
    </message>
    <message>
        <source>{branch} has no iteration of this form: no difference</source>
        <translation>{branch}: 형태가 달라 차이가 없음</translation>
    </message>
    <message>
        <source>Difference Δ: this branch − {branch}</source>
        <translation>차이 Δ: 현재 분기 − {branch}</translation>
    </message>
    <message>
        <source>{branch} at {iteration}</source>
        <translation>{branch}, 이터레이션 {iteration}</translation>
    </message>
    <message>
        <source>held {held} ({difference})</source>
        <translation>고정 시 {held} ({difference})</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>There are no classes here: the output is a number.</source>
        <translation>클래스가 없습니다. 출력이 숫자입니다.</translation>
    </message>
    <message>
        <source>The counts come with the next pause.</source>
        <translation>다음에 멈출 때 셉니다.</translation>
    </message>
    <message>
        <source>No target counts in this part of the data.</source>
        <translation>데이터의 이 부분에는 세는 목표값이 없습니다.</translation>
    </message>
    <message>
        <source>Right in {hits} of {total} ({share}).</source>
        <translation>{total}개 중 {hits}개 맞음 ({share}).</translation>
    </message>
    <message>
        <source>Most often mistaken: {true} for {said}, {count} times.</source>
        <translation>가장 잦은 혼동: {true} → {said}, {count}번.</translation>
    </message>
    <message>
        <source>True {true}, said {said}: {count}</source>
        <translation>실제 {true}, 예측 {said}: {count}</translation>
    </message>
    <message>
        <source>true</source>
        <translation>실제</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>혼동 행렬</translation>
    </message>
    <message>
        <source>said</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>데이터의 부분</translation>
    </message>
    <message>
        <source>Back to the loss</source>
        <translation>손실로 돌아가기</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>store</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>bit</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>깃발</translation>
    </message>
    <message>
        <source>sunspots</source>
        <translation>흑점 수</translation>
    </message>
    <message>
        <source>character</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>marker</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>parenthesis</source>
        <translation>괄호</translation>
    </message>
    <message>
        <source>symbol</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Sequence to label</source>
        <translation>시퀀스를 레이블로</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>다음 글자</translation>
    </message>
    <message>
        <source>Arirang, a Korean folk song</source>
        <translation>아리랑, 한국 민요</translation>
    </message>
    <message>
        <source>56 Korean proverbs</source>
        <translation>우리 속담 56개</translation>
    </message>
    <message>
        <source>Nine Korean poems</source>
        <translation>우리 시 아홉 편</translation>
    </message>
    <message>
        <source>Constitution of the Republic of Korea</source>
        <translation>대한민국 헌법</translation>
    </message>
    <message>
        <source>The opening of plays by Shakespeare</source>
        <translation>셰익스피어 희곡의 첫머리</translation>
    </message>
    <message>
        <source>Sunspots of each year since 1700</source>
        <translation>1700년부터 해마다의 태양 흑점 수</translation>
    </message>
    <message>
        <source>Sunspots of each month since 1749</source>
        <translation>1749년부터 달마다의 태양 흑점 수</translation>
    </message>
    <message>
        <source>Carbon dioxide in the air of Mauna Loa, weekly</source>
        <translation>마우나로아 대기의 주별 이산화 탄소</translation>
    </message>
    <message>
        <source>Change of carbon dioxide from week to week</source>
        <translation>이산화 탄소의 주별 변화량</translation>
    </message>
    <message>
        <source>El Niño: temperature of the sea, monthly</source>
        <translation>엘니뇨: 달마다의 바닷물 온도</translation>
    </message>
    <message>
        <source>Flow of the Nile at Aswan, yearly</source>
        <translation>아스완 나일강의 연간 유량</translation>
    </message>
    <message>
        <source>Highest temperature of tomorrow in Seattle</source>
        <translation>시애틀의 내일 최고 기온</translation>
    </message>
    <message>
        <source>Weather of tomorrow in Seattle, five classes</source>
        <translation>시애틀의 내일 날씨, 다섯 클래스</translation>
    </message>
    <message>
        <source>Electrocardiogram, a teaching signal and no medical use</source>
        <translation>심전도, 교육용 신호이며 의료용이 아님</translation>
    </message>
    <message>
        <source>Handwritten digits, read row by row</source>
        <translation>손글씨 숫자를 한 줄씩 읽기</translation>
    </message>
    <message>
        <source>Handwritten digits, all pixels at once</source>
        <translation>손글씨 숫자를 모든 화소로 한 번에 읽기</translation>
    </message>
    <message>
        <source>Three species of iris by the sizes of their flowers</source>
        <translation>꽃 크기로 알아보는 붓꽃 세 종</translation>
    </message>
    <message>
        <source>Three species of penguins, some values missing</source>
        <translation>펭귄 세 종, 일부 값 빠짐</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>1  Data</source>
        <translation>1  데이터</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>파일 찾기…</translation>
    </message>
    <message>
        <source>All data</source>
        <translation>모든 데이터</translation>
    </message>
    <message>
        <source>Everything there is to learn from, and data of your own</source>
        <translation>배울 수 있는 모든 데이터와 내 데이터</translation>
    </message>
    <message>
        <source>Data: {name}</source>
        <translation>데이터: {name}</translation>
    </message>
    <message>
        <source>At each step, say the value that was stored last.</source>
        <translation>시점마다, 마지막으로 저장된 값을 맞힙니다.</translation>
    </message>
    <message>
        <source>Yearly sunspot numbers since 1700: say the number to come.</source>
        <translation>1700년부터의 연간 흑점 수: 다가올 해의 수를 맞힙니다.</translation>
    </message>
    <message>
        <source>At the end, say which bit stood at the flag in step 1.</source>
        <translation>마지막 시점에서, 시점 1의 깃발 옆에 있던 비트를 맞힙니다.</translation>
    </message>
    <message>
        <source>At each step, say the bit of some steps before.</source>
        <translation>시점마다, 몇 시점 전의 비트를 맞힙니다.</translation>
    </message>
    <message>
        <source>One period of a sine wave from noisy points; no time.</source>
        <translation>잡음 섞인 점에서 사인파 한 주기를 배웁니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Exclusive or of two bits; no time.</source>
        <translation>두 비트의 배타적 논리합(XOR)입니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Draw a curve of your own: at each step, say the value to come.</source>
        <translation>곡선을 직접 그립니다. 스텝마다 다음 값을 말합니다.</translation>
    </message>
    <message>
        <source>Draw points of your own, of two to four classes: say which; no time.</source>
        <translation>클래스 2~4개의 점을 직접 그립니다. 어느 클래스인지 말합니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Two clouds of points that touch: say which; no time.</source>
        <translation>맞닿은 두 점 구름 가운데 어느 쪽인지 맞힙니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other: say which; no time.</source>
        <translation>서로 파고든 두 반원 가운데 어느 쪽인지 맞힙니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>A circle within a circle: say which; no time.</source>
        <translation>원과 그 안의 원 가운데 어느 쪽인지 맞힙니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Two spirals wound into each other: say which; no time.</source>
        <translation>서로 감긴 두 나선 가운데 어느 쪽인지 맞힙니다. 시간은 없습니다.</translation>
    </message>
    <message>
        <source>Arrays of a file.</source>
        <translation>파일의 배열.</translation>
    </message>
    <message>
        <source>A table: rows and columns of a file.</source>
        <translation>표: 파일의 행과 열.</translation>
    </message>
    <message>
        <source>Sine waves added up: at each step, say the number to come.</source>
        <translation>더해진 사인파에서, 시점마다 다음에 올 수를 맞힙니다.</translation>
    </message>
    <message>
        <source>A lying figure eight: at each step, say the point to come.</source>
        <translation>누운 8자 위에서, 시점마다 다음에 올 점을 맞힙니다.</translation>
    </message>
    <message>
        <source>At the end, say the sum of the two values that were marked.</source>
        <translation>끝에서, 표시된 두 값의 합을 맞힙니다.</translation>
    </message>
    <message>
        <source>At each step, say whether an odd number of earlier bits was on.</source>
        <translation>시점마다, 앞의 비트 가운데 켜진 것이 홀수 개인지 맞힙니다.</translation>
    </message>
    <message>
        <source>Some letters, a pause, a sign: then say the letters again.</source>
        <translation>글자 몇 개, 쉼, 신호가 차례로 나온 뒤 그 글자들을 다시 말합니다.</translation>
    </message>
    <message>
        <source>The letters abaB over and over: at each step, say the next.</source>
        <translation>되풀이되는 abaB에서, 시점마다 다음 글자를 맞힙니다.</translation>
    </message>
    <message>
        <source>At each step, say how many parentheses are open.</source>
        <translation>시점마다, 열려 있는 괄호가 몇 개인지 맞힙니다.</translation>
    </message>
    <message>
        <source>Words of a small grammar: at each step, say the next letter.</source>
        <translation>작은 문법이 만든 낱말에서, 시점마다 다음 글자를 맞힙니다.</translation>
    </message>
    <message>
        <source>A text: at each step, say the next character.</source>
        <translation>텍스트: 시점마다 다음 글자를 맞힙니다.</translation>
    </message>
</context>
<context>
    <name>DivergedView</name>
    <message>
        <source>Go back</source>
        <translation>되돌아가기</translation>
    </message>
    <message>
        <source>Return to iteration {iteration}, where the numbers were sound.</source>
        <translation>숫자가 정상이던 이터레이션 {iteration} 상태로 되돌아갑니다.</translation>
    </message>
    <message>
        <source>Go to {iteration}</source>
        <translation>이터레이션 {iteration} 열기</translation>
    </message>
    <message>
        <source>A learning rate of {rate} was stable here.</source>
        <translation>학습률 {rate}, 안정적이던 값으로 낮춥니다.</translation>
    </message>
    <message>
        <source>A learning rate of {rate}, a tenth of the present one.</source>
        <translation>학습률 {rate}, 지금의 10분의 1로 낮춥니다.</translation>
    </message>
    <message>
        <source>Smaller steps</source>
        <translation>학습률 낮추기</translation>
    </message>
    <message>
        <source>Set {rate} and go on</source>
        <translation>학습률 {rate} 적용하고 계속</translation>
    </message>
    <message>
        <source>Clip the gradient</source>
        <translation>기울기 클리핑</translation>
    </message>
    <message>
        <source>Limit its length to {length}, so that one step cannot explode.</source>
        <translation>기울기의 크기를 최대 {length} 안으로 제한해, 업데이트 한 번이 폭주하지 않게 합니다.</translation>
    </message>
    <message>
        <source>Clip to {length} and go on</source>
        <translation>최대 {length} 적용하고 계속</translation>
    </message>
    <message>
        <source>Training stopped</source>
        <translation>학습 중단</translation>
    </message>
    <message>
        <source>Training stopped: the loss left the number line</source>
        <translation>학습이 멈췄습니다: 손실이 발산했습니다</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>해결 방법</translation>
    </message>
    <message>
        <source>Iteration {iteration}: {array} of layer {layer} was no longer a finite number at step {step}. Nothing is lost; iteration {back} is kept.</source>
        <translation>이터레이션 {iteration}: {array} 값이 더는 유한한 수가 아닙니다(층 {layer}, 시점 {step}). 잃은 것은 없으며, 이터레이션 {back} 상태가 남아 있습니다.</translation>
    </message>
    <message>
        <source>Iteration {iteration}: the {array} was no longer a finite number. Nothing is lost; iteration {back} is kept.</source>
        <translation>이터레이션 {iteration}: {array} 값이 더는 유한한 수가 아닙니다. 잃은 것은 없으며, 이터레이션 {back} 상태가 남아 있습니다.</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Find it…</source>
        <translation>파일 찾기…</translation>
    </message>
    <message>
        <source>Save changes?</source>
        <translation>변경한 내용을 저장할까요?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>저장 안 함</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>all {all} examples per update</source>
        <translation>업데이트마다 예제 {all}개 모두</translation>
    </message>
    <message>
        <source>1 of {all} examples per update</source>
        <translation>업데이트마다 예제 {all}개 중 1개</translation>
    </message>
    <message>
        <source>{some} of {all} examples per update</source>
        <translation>업데이트마다 예제 {all}개 중 {some}개</translation>
    </message>
    <message>
        <source>1 iteration = 1 epoch</source>
        <translation>1 이터레이션 = 1 에포크</translation>
    </message>
    <message>
        <source>{n} iterations = 1 epoch</source>
        <translation>{n} 이터레이션 = 1 에포크</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>점 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw a point: until then training keeps those of before.</source>
        <translation>점을 그리세요. 그때까지는 이전 점으로 학습합니다.</translation>
    </message>
    <message>
        <source>{n} points, which is the most; erase some.</source>
        <translation>점 {n}개로 가득 찼습니다. 몇 개 지우세요.</translation>
    </message>
    <message>
        <source>{n} samples; the shaded end validates.</source>
        <translation>표본 {n}개. 음영 부분은 검증에 씁니다.</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Class that is drawn</source>
        <translation>그릴 클래스</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>표본 수</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Larger…</source>
        <translation>크게 그리기…</translation>
    </message>
    <message>
        <source>Start from “{name}”</source>
        <translation>“{name}”에서 시작</translation>
    </message>
    <message>
        <source>Click or drag; the right button erases. Keys: arrows, Space, 1 to 4, E to erase.</source>
        <translation>클릭하거나 끌어서 그립니다. 오른쪽 버튼은 지웁니다. 키: 화살표, 스페이스, 1~4, E는 지우개.</translation>
    </message>
    <message>
        <source>Drag; a stretch drawn again is replaced. Keys: arrows.</source>
        <translation>끌어서 그립니다. 다시 그린 구간은 바뀝니다. 키: 화살표.</translation>
    </message>
    <message>
        <source>Points to draw</source>
        <translation>점을 그리는 판</translation>
    </message>
    <message>
        <source>Curve to draw</source>
        <translation>곡선을 그리는 판</translation>
    </message>
</context>
<context>
    <name>DrawingSheet</name>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Copy and save</source>
        <translation>복사와 저장</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>그림 복사</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>숫자 복사</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>PNG로 저장…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>SVG로 저장…</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>숫자를 CSV로 저장…</translation>
    </message>
    <message>
        <source>Show the numbers as a table</source>
        <translation>숫자를 표로 보기</translation>
    </message>
    <message>
        <source>Explain the words here</source>
        <translation>여기 쓰인 용어 설명</translation>
    </message>
    <message>
        <source>No numbers are shown here.</source>
        <translation>여기에는 표시된 숫자가 없습니다.</translation>
    </message>
</context>
<context>
    <name>FileNote</name>
    <message>
        <source>{examples} examples, {steps} steps, {inputs} inputs</source>
        <translation>예제 {examples}개, 시점 {steps}개, 입력 {inputs}개</translation>
    </message>
    <message>
        <source>Columns and task…</source>
        <translation>열과 과제…</translation>
    </message>
    <message>
        <source>{column}: {offset} ± {scale}</source>
        <translation>{column}: {offset} ± {scale}</translation>
    </message>
    <message>
        <source>{column}: {offset} to {most}</source>
        <translation>{column}: {offset} ~ {most}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>그 밖에 {n}개</translation>
    </message>
    <message>
        <source>Mean and deviation of what is trained on:</source>
        <translation>학습 데이터의 평균과 표준편차:</translation>
    </message>
    <message>
        <source>Least and most of what is trained on:</source>
        <translation>학습 데이터의 최솟값과 최댓값:</translation>
    </message>
    <message>
        <source>Of the changed numbers: logarithms, differences.</source>
        <translation>바꾼 값(로그, 차분)의 수치입니다.</translation>
    </message>
    <message>
        <source>{column} is an input for each of: {words}.</source>
        <translation>{column}의 값마다 입력 하나: {words}.</translation>
    </message>
    <message>
        <source>Not trained on, so 0 everywhere: {words}.</source>
        <translation>학습에 없어 모두 0: {words}.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Open a project</source>
        <translation>프로젝트 열기</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Tables and texts</source>
        <translation>표와 텍스트</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>프로젝트 저장</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>사본 저장</translation>
    </message>
    <message>
        <source>Gatescope projects</source>
        <translation>Gatescope 프로젝트</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
</context>
<context>
    <name>GlossaryPage</name>
    <message>
        <source>Glossary</source>
        <translation>용어집</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기(Esc)</translation>
    </message>
    <message>
        <source>Search, in English or Korean</source>
        <translation>영어나 한국어로 검색</translation>
    </message>
    <message>
        <source>Search the glossary</source>
        <translation>용어집 검색</translation>
    </message>
    <message>
        <source>Nothing has all of these words.</source>
        <translation>이 낱말이 모두 들어 있는 항목이 없습니다.</translation>
    </message>
</context>
<context>
    <name>GoOnCard</name>
    <message>
        <source>Let it go on by itself</source>
        <translation>스스로 이어 쓰기</translation>
    </message>
    <message>
        <source>What it goes on from</source>
        <translation>이어 쓸 첫 글자들</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계 수</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>온도</translation>
    </message>
    <message>
        <source>Likeliest only (0: all)</source>
        <translation>가장 그럴듯한 것만 (0: 모두)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Each output goes in as the next input. What it writes can be stepped through like any Recording: every gate and state is there.</source>
        <translation>출력이 다음 입력으로 들어갑니다. 이어 쓴 것은 여느 기록처럼 한 시점씩 볼 수 있고, 모든 게이트와 상태가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Back to the training</source>
        <translation>학습으로 돌아가기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어 쓰기</translation>
    </message>
</context>
<context>
    <name>Gradient</name>
    <message>
        <source>time step</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>RMS per weight</source>
        <translation>가중치당 RMS</translation>
    </message>
    <message>
        <source>RMS per weight, one example</source>
        <translation>가중치당 RMS, 예제 하나</translation>
    </message>
    <message>
        <source>By layer</source>
        <translation>층별</translation>
    </message>
    <message>
        <source>first layer over last layer</source>
        <translation>첫 층 ÷ 마지막 층</translation>
    </message>
    <message>
        <source>before, iteration {count}</source>
        <translation>이전, 이터레이션 {count}</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>층 {layer}</translation>
    </message>
    <message>
        <source>{layer}, one example</source>
        <translation>{layer}, 예제 하나</translation>
    </message>
    <message>
        <source>Through time</source>
        <translation>시간을 따라</translation>
    </message>
    <message>
        <source>Length of {letter}</source>
        <translation>{letter}의 크기</translation>
    </message>
    <message>
        <source>From step to step</source>
        <translation>시점마다 곱해진 비율</translation>
    </message>
    <message>
        <source>Share of dW</source>
        <translation>dW에서 차지하는 비율</translation>
    </message>
    <message>
        <source>Saturated in layer {layer}: at the lower and the upper end</source>
        <translation>층 {layer}의 포화: 아래쪽 끝과 위쪽 끝</translation>
    </message>
    <message>
        <source>end of the way back over its start</source>
        <translation>역전파 끝 ÷ 시작</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Batch norm</source>
        <translation>배치 정규화</translation>
    </message>
    <message>
        <source>Layer norm</source>
        <translation>층 정규화</translation>
    </message>
    <message>
        <source>This network has no weights.</source>
        <translation>이 신경망에는 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The gradient is no finite number any more.</source>
        <translation>기울기가 더는 유한한 수가 아닙니다.</translation>
    </message>
    <message>
        <source>No gradient arrives: it is 0 in every layer.</source>
        <translation>기울기가 전달되지 않습니다. 모든 층에서 0입니다.</translation>
    </message>
    <message>
        <source>The gradient explodes: its length is {norm}.</source>
        <translation>기울기가 폭주합니다. 크기 {norm}.</translation>
    </message>
    <message>
        <source>The gradient explodes: its length is {norm}, cut to {clip}.</source>
        <translation>기울기가 폭주합니다. 크기 {norm}을 {clip}(으)로 제한했습니다.</translation>
    </message>
    <message>
        <source>The gradient has length {norm}.</source>
        <translation>기울기의 크기: {norm}.</translation>
    </message>
    <message>
        <source>Layer {first} gets {ratio} times the gradient of layer {last}.</source>
        <translation>층 {first}의 기울기: 층 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>The gradient vanishes: layer {first} gets {ratio} times that of layer {last}.</source>
        <translation>기울기 소실: 층 {first}의 기울기가 층 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>The gradient explodes: layer {first} gets {ratio} times that of layer {last}.</source>
        <translation>기울기 폭주: 층 {first}의 기울기가 층 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>No gradient goes back through time.</source>
        <translation>시간을 거슬러 가는 기울기가 없습니다.</translation>
    </message>
    <message>
        <source>Step {first} gets {ratio} times the gradient of step {last}.</source>
        <translation>시점 {first}의 기울기: 시점 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>It vanishes through time: step {first} gets {ratio} times the gradient of step {last}.</source>
        <translation>시간을 따라 소실: 시점 {first}의 기울기가 시점 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>It explodes through time: step {first} gets {ratio} times the gradient of step {last}.</source>
        <translation>시간을 따라 폭주: 시점 {first}의 기울기가 시점 {last}의 {ratio}배.</translation>
    </message>
    <message>
        <source>{factor} on average</source>
        <translation>평균 {factor}</translation>
    </message>
    <message>
        <source>{part} of dW from the last {count} of {steps} steps</source>
        <translation>dW의 {part}: {steps}개 시점 중 마지막 {count}개에서</translation>
    </message>
    <message>
        <source>{part} of dW from the first {count} of {steps} steps</source>
        <translation>dW의 {part}: {steps}개 시점 중 처음 {count}개에서</translation>
    </message>
    <message>
        <source>Step {step}: {size}</source>
        <translation>시점 {step}: {size}</translation>
    </message>
    <message>
        <source>{share} of dW</source>
        <translation>dW의 {share}</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>계산 중 …</translation>
    </message>
    <message>
        <source>Dead units: {dead} of {units}</source>
        <translation>죽은 유닛: {units}개 중 {dead}개</translation>
    </message>
    <message>
        <source>layer {layer}: {dead}</source>
        <translation>층 {layer}: {dead}</translation>
    </message>
    <message>
        <source>This layer has one step: there is no way back through time.</source>
        <translation>이 층은 시점이 하나라서 시간을 거슬러 가는 길이 없습니다.</translation>
    </message>
</context>
<context>
    <name>GradientView</name>
    <message>
        <source>layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>step</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>share of {letter}</source>
        <translation>{letter}에서 차지하는 비율</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
</context>
<context>
    <name>Handles</name>
    <message>
        <source>folded</source>
        <translation>접힘</translation>
    </message>
    <message>
        <source>open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>Click or Enter: fold or open the layer</source>
        <translation>클릭 또는 Enter: 층 접기, 펴기</translation>
    </message>
    <message>
        <source>Click or Enter: fold or open</source>
        <translation>클릭 또는 Enter: 접기, 펴기</translation>
    </message>
    <message>
        <source>Lower edge, Ctrl+wheel, + and −: height</source>
        <translation>아래 가장자리, Ctrl+휠, +와 −: 높이</translation>
    </message>
    <message>
        <source>Drag, Alt+Up, Alt+Down: move</source>
        <translation>끌기, Alt+위, Alt+아래: 옮기기</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Layer before</source>
        <translation>이전 층</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>다음 층</translation>
    </message>
    <message>
        <source>Back to this branch and iteration alone</source>
        <translation>이 분기와 이터레이션만 보기</translation>
    </message>
    <message>
        <source>Example before</source>
        <translation>이전 예제</translation>
    </message>
    <message>
        <source>Next example</source>
        <translation>다음 예제</translation>
    </message>
    <message>
        <source>Example in this batch</source>
        <translation>이 배치의 예제</translation>
    </message>
    <message>
        <source>example </source>
        <translation>이 배치의 예제 </translation>
    </message>
    <message>
        <source>Example of the batch</source>
        <translation>배치의 예제</translation>
    </message>
    <message>
        <source>By phase</source>
        <translation>단계에 따라</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>What the tracks show</source>
        <translation>트랙에 보이는 것</translation>
    </message>
    <message>
        <source>What the tracks show: by phase = gradients in the backward phase alone</source>
        <translation>트랙에 보이는 것. 단계에 따라 = 역전파 단계에서만 기울기</translation>
    </message>
    <message>
        <source>following validation example {number}</source>
        <translation>검증 예제 {number} 따라가는 중</translation>
    </message>
    <message>
        <source> of {count} in this batch</source>
        <translation> / {count}</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>{kind}, both directions</source>
        <translation>{kind}, 양방향</translation>
    </message>
    <message>
        <source>Layer {number} of {count}: {name}</source>
        <translation>층 {number} / {count}: {name}</translation>
    </message>
    <message>
        <source>Where {letter} = {value} comes from</source>
        <translation>{letter} = {value}, 계산 근거</translation>
    </message>
    <message>
        <source>{letter} is held at {value}</source>
        <translation>{letter}: {value}에 고정됨</translation>
    </message>
    <message>
        <source>Rounded parts can miss the rounded sum by {unit}: the sum shown is the true one</source>
        <translation>반올림한 항들의 합은 {unit}만큼 다를 수 있음: 표시된 합이 실제 값</translation>
    </message>
    <message>
        <source>Parts are rounded; the sum shown is the true one</source>
        <translation>항은 반올림, 합은 실제 값</translation>
    </message>
</context>
<context>
    <name>HoldCard</name>
    <message>
        <source>What is held</source>
        <translation>고정할 것</translation>
    </message>
    <message>
        <source>Release: {what}</source>
        <translation>해제: {what}</translation>
    </message>
    <message>
        <source>Hold: layer {layer}, unit {unit}</source>
        <translation>고정: 층 {layer}, 유닛 {unit}</translation>
    </message>
    <message>
        <source>This changes the training: from here on it goes with this held, without a gradient there.</source>
        <translation>학습이 달라집니다. 여기부터 고정한 채 학습하며, 고정한 값에는 기울기가 없습니다.</translation>
    </message>
    <message>
        <source>Only what is shown is computed anew; the training stays as it is.</source>
        <translation>보이는 것만 다시 계산합니다. 학습은 그대로입니다.</translation>
    </message>
    <message>
        <source>Hold a gate or a state</source>
        <translation>게이트나 상태 고정</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Time steps</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>to</source>
        <translation>–</translation>
    </message>
    <message>
        <source>First time step</source>
        <translation>첫 시점</translation>
    </message>
    <message>
        <source>Last time step</source>
        <translation>마지막 시점</translation>
    </message>
    <message>
        <source>This unit</source>
        <translation>이 유닛</translation>
    </message>
    <message>
        <source>All units</source>
        <translation>모든 유닛</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Only look</source>
        <translation>보기만</translation>
    </message>
    <message>
        <source>Train with it from here on</source>
        <translation>여기부터 이대로 학습</translation>
    </message>
    <message>
        <source>What it applies to</source>
        <translation>적용 대상</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Release all</source>
        <translation>모두 해제</translation>
    </message>
</context>
<context>
    <name>Holding</name>
    <message>
        <source>input {unit}</source>
        <translation>입력 {unit}</translation>
    </message>
    <message>
        <source>{name} of layer {layer}, all units</source>
        <translation>층 {layer}의 {name}, 모든 유닛</translation>
    </message>
    <message>
        <source>{name} of layer {layer}, unit {unit}</source>
        <translation>층 {layer}의 {name}, 유닛 {unit}</translation>
    </message>
    <message>
        <source>steps {first} to {last}</source>
        <translation>시점 {first}–{last}</translation>
    </message>
    <message>
        <source>step {first}</source>
        <translation>시점 {first}</translation>
    </message>
    <message>
        <source>{what}, {when}: {value}</source>
        <translation>{what}, {when}: {value}</translation>
    </message>
    <message>
        <source>{what}, {when}: {value} (in training)</source>
        <translation>{what}, {when}: {value} (학습에 적용)</translation>
    </message>
    <message>
        <source>was {value}</source>
        <translation>원래 {value}</translation>
    </message>
    <message>
        <source>{name} held at {value}</source>
        <translation>{name} 고정: {value}</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Not used</source>
        <translation>쓰지 않음</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Input, as a category</source>
        <translation>입력(범주)</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>Input and target</source>
        <translation>입력과 목표값</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Forecast numbers</source>
        <translation>숫자 예측</translation>
    </message>
    <message>
        <source>Forecast a class</source>
        <translation>클래스 예측</translation>
    </message>
    <message>
        <source>Each column is a series</source>
        <translation>열마다 시계열 하나</translation>
    </message>
    <message>
        <source>Each row is a series</source>
        <translation>행마다 시계열 하나</translation>
    </message>
    <message>
        <source>A class for each row</source>
        <translation>행마다 클래스 하나</translation>
    </message>
    <message>
        <source>A number for each row</source>
        <translation>행마다 숫자 하나</translation>
    </message>
    <message>
        <source>A class for each group</source>
        <translation>그룹마다 클래스 하나</translation>
    </message>
    <message>
        <source>A number for each group</source>
        <translation>그룹마다 숫자 하나</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>구분 기호</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>쉼표</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>쌍반점</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>탭</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>세로줄</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>소수점</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>점</translation>
    </message>
    <message>
        <source>Thousands</source>
        <translation>천 단위</translation>
    </message>
    <message>
        <source>Apostrophe</source>
        <translation>작은따옴표</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>첫 행</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>열 이름</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>인코딩</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Training {training}, validation {validation} examples.</source>
        <translation>학습 예제 {training}개, 검증 예제 {validation}개.</translation>
    </message>
    <message>
        <source>Training {training}, validation {validation}, test {test} examples.</source>
        <translation>학습 예제 {training}개, 검증 예제 {validation}개, 시험 예제 {test}개.</translation>
    </message>
    <message>
        <source>Steps {steps}, inputs {inputs}, outputs {outputs}.</source>
        <translation>시점 {steps}개, 입력 {inputs}개, 출력 {outputs}개.</translation>
    </message>
    <message>
        <source>Without learning: error {value}.</source>
        <translation>학습하지 않을 때의 오차: {value}.</translation>
    </message>
    <message>
        <source>Without learning: {value} right.</source>
        <translation>학습하지 않을 때의 정확도: {value}.</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>See above.</source>
        <translation>위의 설명을 보세요.</translation>
    </message>
    <message>
        <source>{count} characters, {symbols} different ones.</source>
        <translation>글자 {count}개, 서로 다른 글자 {symbols}개.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>The beginning of the text. At each step the next character is asked for.</source>
        <translation>텍스트의 첫 부분입니다. 시점마다 다음 글자를 맞힙니다.</translation>
    </message>
    <message>
        <source>The first {n} rows as they are written.</source>
        <translation>파일에 쓰인 그대로의 첫 {n}행입니다.</translation>
    </message>
    <message>
        <source>All {n} rows as they are written.</source>
        <translation>파일에 쓰인 그대로의 모든 행({n}행)입니다.</translation>
    </message>
    <message>
        <source>Choose above each column what it is for; Shift takes several.</source>
        <translation>열마다 위에서 쓰임을 고르세요. Shift로 여러 열을 함께 고릅니다.</translation>
    </message>
    <message>
        <source>Open data: {name}</source>
        <translation>데이터 열기: {name}</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>데이터 열기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기(Esc)</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>읽는 방법</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>과제</translation>
    </message>
    <message>
        <source>Beginning of the text</source>
        <translation>텍스트의 첫 부분</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use these data</source>
        <translation>이 데이터 쓰기</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>The file has {size}; more than 50 MB cannot be kept in a project file.</source>
        <translation>파일 크기가 {size}입니다. 50 MB가 넘으면 프로젝트 파일에 담을 수 없습니다.</translation>
    </message>
    <message>
        <source>{size} go into the .gatescope file; a .json file cannot hold them.</source>
        <translation>.gatescope 파일에 {size}가 들어갑니다. .json 파일에는 담을 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
</context>
<context>
    <name>Landscape</name>
    <message>
        <source>update</source>
        <translation>업데이트</translation>
    </message>
    <message>
        <source>−gradient</source>
        <translation>−기울기</translation>
    </message>
    <message>
        <source>before</source>
        <translation>전</translation>
    </message>
    <message>
        <source>after</source>
        <translation>후</translation>
    </message>
    <message>
        <source>lowest loss</source>
        <translation>가장 낮은 손실</translation>
    </message>
    <message>
        <source>The update is 0: the loss of this batch stays {before}.</source>
        <translation>업데이트가 0입니다. 이 배치의 손실은 {before} 그대로입니다.</translation>
    </message>
    <message>
        <source>After the step the loss of this batch is no number any more.</source>
        <translation>업데이트 뒤에는 이 배치의 손실이 더 이상 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>The step lowers the loss of this batch from {before} to {after}.</source>
        <translation>이 업데이트로 이 배치의 손실이 줄어듭니다: {before} → {after}</translation>
    </message>
    <message>
        <source>The step raises the loss of this batch from {before} to {after}.</source>
        <translation>이 업데이트로 이 배치의 손실이 커집니다: {before} → {after}</translation>
    </message>
    <message>
        <source>The step leaves the loss of this batch at {before}.</source>
        <translation>이 업데이트 뒤에도 이 배치의 손실은 {before} 그대로입니다.</translation>
    </message>
    <message>
        <source>Along this update the loss of this batch rises at once.</source>
        <translation>이 업데이트 방향으로는 이 배치의 손실이 처음부터 커집니다.</translation>
    </message>
    <message>
        <source>A far shorter step would be best.</source>
        <translation>훨씬 짧은 업데이트가 가장 좋습니다.</translation>
    </message>
    <message>
        <source>Even {times} times as far would lower it further.</source>
        <translation>{times}배까지 더 가도 손실이 계속 줄어듭니다.</translation>
    </message>
    <message>
        <source>Its length is about the best along this line.</source>
        <translation>이 방향에서는 지금 길이가 거의 가장 좋습니다.</translation>
    </message>
    <message>
        <source>{times} times as far would be best for this batch.</source>
        <translation>이 배치에는 {times}배 길이가 가장 좋습니다.</translation>
    </message>
    <message>
        <source>The update goes straight down the gradient.</source>
        <translation>업데이트가 기울기의 정반대 방향입니다.</translation>
    </message>
    <message>
        <source>As long a step down the gradient, {angle}° off, would give {loss}.</source>
        <translation>같은 길이로 기울기 반대 방향({angle}° 차이)에 가면 {loss}</translation>
    </message>
    <message>
        <source>{times} × the update: {loss}</source>
        <translation>업데이트 × {times}: {loss}</translation>
    </message>
    <message>
        <source>{times} × the update: {loss}; down the gradient: {descent}</source>
        <translation>업데이트 × {times}: {loss}, 기울기 반대 방향: {descent}</translation>
    </message>
    <message>
        <source>Space runs the first iteration; then there is a step to look along.</source>
        <translation>Space로 첫 이터레이션을 실행하면 업데이트 방향을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The losses are being computed beside training.</source>
        <translation>학습과 함께 손실을 계산하고 있습니다.</translation>
    </message>
    <message>
        <source>This iteration went on from states within its sequences that are not kept; one that begins at step 1 can be looked at.</source>
        <translation>이 이터레이션은 시퀀스 중간의 상태에서 이어졌고 그 상태는 남아 있지 않습니다. 시점 1에서 시작하는 이터레이션은 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>This network is too large to be run at so many points.</source>
        <translation>이렇게 많은 점에서 실행하기에는 신경망이 너무 큽니다.</translation>
    </message>
</context>
<context>
    <name>LandscapeView</name>
    <message>
        <source>times the update</source>
        <translation>업데이트의 배수</translation>
    </message>
    <message>
        <source>loss along the update</source>
        <translation>업데이트 방향의 손실</translation>
    </message>
    <message>
        <source>loss down the gradient</source>
        <translation>기울기 반대 방향의 손실</translation>
    </message>
    <message>
        <source>Loss along the update</source>
        <translation>업데이트 방향의 손실</translation>
    </message>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>How many updates far</source>
        <translation>업데이트의 몇 배까지 볼지</translation>
    </message>
    <message>
        <source>Back to the loss</source>
        <translation>손실로 돌아가기</translation>
    </message>
</context>
<context>
    <name>LayerRow</name>
    <message>
        <source>Drag to another place</source>
        <translation>끌어서 옮기기</translation>
    </message>
    <message>
        <source>Units of layer {n}</source>
        <translation>층 {n} 유닛 수</translation>
    </message>
    <message>
        <source>Fewer units</source>
        <translation>유닛 줄이기</translation>
    </message>
    <message>
        <source>More units</source>
        <translation>유닛 늘리기</translation>
    </message>
    <message>
        <source>Move up, nearer to the input</source>
        <translation>위로, 입력 쪽으로 옮기기</translation>
    </message>
    <message>
        <source>Move down, nearer to the output</source>
        <translation>아래로, 출력 쪽으로 옮기기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Remove layer {n}</source>
        <translation>층 {n} 삭제</translation>
    </message>
</context>
<context>
    <name>Lenses</name>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>업데이트</translation>
    </message>
    <message>
        <source>What is shown of this moment</source>
        <translation>이 순간에서 볼 것</translation>
    </message>
    <message>
        <source>Stay with this tab in every phase</source>
        <translation>모든 단계에서 이 탭 유지</translation>
    </message>
</context>
<context>
    <name>Loss</name>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>training {loss}</source>
        <translation>학습 {loss}</translation>
    </message>
    <message>
        <source>smoothed {loss}</source>
        <translation>평활 {loss}</translation>
    </message>
    <message>
        <source>validation {loss}</source>
        <translation>검증 {loss}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>퍼플렉서티</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>accuracy {value}</source>
        <translation>정확도 {value}</translation>
    </message>
    <message>
        <source>perplexity {value}</source>
        <translation>퍼플렉시티 {value}</translation>
    </message>
    <message>
        <source>RMSE {value}</source>
        <translation>RMSE {value}</translation>
    </message>
    <message>
        <source>naive {value}</source>
        <translation>단순 예측 {value}</translation>
    </message>
    <message>
        <source>MAE {value}</source>
        <translation>MAE {value}</translation>
    </message>
    <message>
        <source>held</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>released</source>
        <translation>해제</translation>
    </message>
    <message>
        <source>weight set</source>
        <translation>가중치 지정</translation>
    </message>
    <message>
        <source>on</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>log scale</source>
        <translation>로그 눈금</translation>
    </message>
    <message>
        <source>linear scale</source>
        <translation>선형 눈금</translation>
    </message>
    <message>
        <source>Branches {count}</source>
        <translation>분기 {count}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>이터레이션</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>초</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Scale of the loss axis</source>
        <translation>손실 축의 눈금</translation>
    </message>
    <message>
        <source>What the iterations are counted in</source>
        <translation>가로축 단위</translation>
    </message>
    <message>
        <source>What is shown over iterations</source>
        <translation>표시할 지표</translation>
    </message>
    <message>
        <source>No loss yet</source>
        <translation>아직 손실 없음</translation>
    </message>
    <message>
        <source>{metric} {value} at iteration {iteration}</source>
        <translation>{metric} {value}, 이터레이션 {iteration}</translation>
    </message>
    <message>
        <source>Loss {loss} at iteration {iteration}</source>
        <translation>손실 {loss}, 이터레이션 {iteration}</translation>
    </message>
    <message>
        <source>, lowest {loss} at {iteration}</source>
        <translation>, 최저 {loss}, 이터레이션 {iteration}</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>{name}: {used} MB used</source>
        <translation>{name}: {used} MB 사용 중</translation>
    </message>
</context>
<context>
    <name>Microscope</name>
    <message>
        <source>{bend} squeezes any sum into {low}…1</source>
        <translation>{bend}: 어떤 합이든 {low}…1 사이로</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>유닛 {number}</translation>
    </message>
    <message>
        <source>input {number}</source>
        <translation>입력 {number}</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>memory through r</source>
        <translation>r을 거친 기억</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>기억</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>후보</translation>
    </message>
    <message>
        <source>from the part before</source>
        <translation>앞 구간에서</translation>
    </message>
    <message>
        <source>symbol {number}</source>
        <translation>기호 {number}</translation>
    </message>
    <message>
        <source>normalized</source>
        <translation>정규화된 값</translation>
    </message>
    <message>
        <source>by h</source>
        <translation>h를 거쳐</translation>
    </message>
    <message>
        <source>by the belt</source>
        <translation>벨트를 거쳐</translation>
    </message>
    <message>
        <source>unit {number}, later</source>
        <translation>유닛 {number}, 다음 시점</translation>
    </message>
    <message>
        <source>unit {number}, above</source>
        <translation>유닛 {number}, 위 층</translation>
    </message>
    <message>
        <source>from the layer above</source>
        <translation>위 층에서</translation>
    </message>
    <message>
        <source>from the loss</source>
        <translation>손실에서</translation>
    </message>
    <message>
        <source>what is left</source>
        <translation>나머지</translation>
    </message>
    <message>
        <source>{letter} is held at {value}</source>
        <translation>{letter}: {value}에 고정됨</translation>
    </message>
    <message>
        <source>product of {parts}</source>
        <translation>곱하는 값: {parts}</translation>
    </message>
    <message>
        <source>largest part: {name} {value}</source>
        <translation>가장 큰 항: {name} {value}</translation>
    </message>
</context>
<context>
    <name>MicroscopeView</name>
    <message>
        <source>Number that is accounted for</source>
        <translation>근거를 볼 값</translation>
    </message>
    <message>
        <source>The state before this step belongs to another iteration.</source>
        <translation>이 시점 이전의 상태는 다른 이터레이션에 속합니다.</translation>
    </message>
    <message>
        <source>Microscope</source>
        <translation>현미경</translation>
    </message>
    <message>
        <source>Decimals</source>
        <translation>소수 자릿수</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>텍스트로 복사</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>LaTeX로 복사</translation>
    </message>
    <message>
        <source>Copy as NumPy</source>
        <translation>NumPy로 복사</translation>
    </message>
</context>
<context>
    <name>More</name>
    <message>
        <source>Less</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>설정 접기</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>설정 더 보기</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>Flag, remembered</source>
        <translation>깃발 기억하기</translation>
    </message>
    <message>
        <source>Flag, forgotten</source>
        <translation>깃발 잊기</translation>
    </message>
    <message>
        <source>Sine wave</source>
        <translation>사인 그리기</translation>
    </message>
    <message>
        <source>Embedded Reber grammar</source>
        <translation>내포된 레버 문법</translation>
    </message>
    <message>
        <source>no hidden layer</source>
        <translation>은닉층 없음</translation>
    </message>
    <message>
        <source>{n} hidden layers</source>
        <translation>은닉층 {n}개</translation>
    </message>
    <message>
        <source>Hold the value</source>
        <translation>값 유지하기</translation>
    </message>
    <message>
        <source>Sunspots</source>
        <translation>흑점 수 이어 가기</translation>
    </message>
    <message>
        <source>Flag recall</source>
        <translation>깃발 기억하기</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>메아리</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>사인</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>Two clouds</source>
        <translation>두 구름</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>두 초승달</translation>
    </message>
    <message>
        <source>Circle in a circle</source>
        <translation>원 속의 원</translation>
    </message>
    <message>
        <source>Two spirals</source>
        <translation>두 나선</translation>
    </message>
    <message>
        <source>Mixed waves</source>
        <translation>섞인 파동</translation>
    </message>
    <message>
        <source>Figure eight</source>
        <translation>누운 8자</translation>
    </message>
    <message>
        <source>Adding problem</source>
        <translation>더하기 문제</translation>
    </message>
    <message>
        <source>Delayed parity</source>
        <translation>지연 홀짝</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>따라 쓰기</translation>
    </message>
    <message>
        <source>abaB</source>
        <translation>abaB</translation>
    </message>
    <message>
        <source>Matching parentheses</source>
        <translation>괄호 짝 맞추기</translation>
    </message>
    <message>
        <source>Reber grammar</source>
        <translation>레버 문법</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>다음 글자 맞히기</translation>
    </message>
    <message>
        <source>Drawn points</source>
        <translation>직접 그린 점</translation>
    </message>
    <message>
        <source>Drawn curve</source>
        <translation>직접 그린 곡선</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Each unit weighs all inputs, and bends the sum.</source>
        <translation>유닛마다 모든 입력에 가중치를 곱해 더하고 활성화 함수에 넣습니다.</translation>
    </message>
    <message>
        <source>Each unit also reads what all units said one step before.</source>
        <translation>유닛마다 이전 시점의 모든 유닛 출력도 함께 읽습니다.</translation>
    </message>
    <message>
        <source>Gates decide what a memory cell keeps, takes in and shows.</source>
        <translation>메모리 셀이 무엇을 유지하고, 쓰고, 내보낼지 게이트가 정합니다.</translation>
    </message>
    <message>
        <source>Two gates decide what a unit keeps and what it takes in.</source>
        <translation>유닛이 무엇을 유지하고 새로 쓸지 게이트 두 개가 정합니다.</translation>
    </message>
    <message>
        <source>Each symbol has a row of numbers, which is learnt.</source>
        <translation>기호마다 학습되는 숫자 한 행이 있습니다.</translation>
    </message>
    <message>
        <source>Brings each unit to mean 0 and variance 1 over a batch.</source>
        <translation>유닛마다 배치 안에서 평균 0, 분산 1로 맞춥니다.</translation>
    </message>
    <message>
        <source>Brings the units of each step to mean 0 and variance 1.</source>
        <translation>시점마다 유닛들을 평균 0, 분산 1로 맞춥니다.</translation>
    </message>
    <message>
        <source>Sets some numbers to 0 while training, others each time.</source>
        <translation>학습할 때마다 값 일부를 골라 0으로 만듭니다.</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <source>says {value}</source>
        <translation>출력 {value}</translation>
    </message>
    <message>
        <source>Example {number}: target {target}, network {said}</source>
        <translation>예제 {number}: 목표값 {target}, 신경망 {said}</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>time steps of the example</source>
        <translation>이 예시의 시점</translation>
    </message>
    <message>
        <source>examples of the batch</source>
        <translation>배치의 예시</translation>
    </message>
    <message>
        <source>Value of the weight chosen</source>
        <translation>선택한 가중치의 값</translation>
    </message>
    <message>
        <source>There is no iteration yet.</source>
        <translation>아직 이터레이션이 없습니다.</translation>
    </message>
    <message>
        <source>Time runs: pause to edit a weight.</source>
        <translation>실행 중입니다. 가중치를 고치려면 일시정지하세요.</translation>
    </message>
    <message>
        <source>Training diverged: go back before you edit a weight.</source>
        <translation>학습이 발산했습니다. 되돌아간 뒤에 가중치를 고치세요.</translation>
    </message>
    <message>
        <source>This weight is not a number any more.</source>
        <translation>이 가중치는 더 이상 수가 아닙니다.</translation>
    </message>
    <message>
        <source>No weight chosen</source>
        <translation>선택한 가중치 없음</translation>
    </message>
    <message>
        <source>layer {below}, unit {from_} → layer {layer}, unit {unit}</source>
        <translation>층 {below} 유닛 {from_} → 층 {layer} 유닛 {unit}</translation>
    </message>
    <message>
        <source>input {from_} → layer {layer}, unit {unit}</source>
        <translation>입력 {from_} → 층 {layer} 유닛 {unit}</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>time runs: the largest weights are drawn</source>
        <translation>실행 중: 가장 큰 가중치만 그립니다</translation>
    </message>
    <message>
        <source>each tile: what one unit outputs over the inputs</source>
        <translation>타일: 입력에 따른 유닛 하나의 출력</translation>
    </message>
    <message>
        <source>each tile: one unit over the time steps of the example</source>
        <translation>타일: 이 예시의 시점에 따른 유닛 하나의 값</translation>
    </message>
    <message>
        <source>each tile: one unit for the example looked at</source>
        <translation>타일: 이 예시에서 유닛 하나의 값</translation>
    </message>
    <message>
        <source>positive weight</source>
        <translation>양의 가중치</translation>
    </message>
    <message>
        <source>negative, dashed</source>
        <translation>음의 가중치, 점선</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>층 {layer}</translation>
    </message>
    <message>
        <source>The output layer gets no gradient.</source>
        <translation>출력층에 기울기가 없습니다.</translation>
    </message>
    <message>
        <source>Layer {layer} gets {share} of the gradient of the output layer</source>
        <translation>층 {layer}의 기울기: 출력층의 {share}</translation>
    </message>
    <message>
        <source>Gradient in each layer</source>
        <translation>층별 기울기</translation>
    </message>
    <message>
        <source>root mean square per weight, log scale</source>
        <translation>가중치당 제곱평균제곱근, 로그 눈금</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Input {unit}</source>
        <translation>입력 {unit}</translation>
    </message>
    <message>
        <source>Layer {layer}, unit {unit}</source>
        <translation>층 {layer} 유닛 {unit}</translation>
    </message>
    <message>
        <source>background: network, dots: data</source>
        <translation>배경: 신경망, 점: 데이터</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Click a curve, or press Enter on a tile.</source>
        <translation>곡선을 클릭하거나 타일에서 Enter 키를 누르세요.</translation>
    </message>
    <message>
        <source>Drag up or down, turn the wheel or type.</source>
        <translation>위아래로 끌거나 휠을 돌리거나 입력하세요.</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>Training diverged.</source>
        <translation>학습이 발산했습니다.</translation>
    </message>
    <message>
        <source>{layer}, unit {unit} of {units}.</source>
        <translation>{layer}, 유닛 {unit} / {units}.</translation>
    </message>
    <message>
        <source> (target)</source>
        <translation> (목표값)</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>신경망</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>not computed yet</source>
        <translation>아직 계산되지 않음</translation>
    </message>
    <message>
        <source>{unit}, reverse</source>
        <translation>{unit}, 역방향</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>유닛 {number}</translation>
    </message>
    <message>
        <source>input {number}</source>
        <translation>입력 {number}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>평활</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
</context>
<context>
    <name>NumbersFace</name>
    <message>
        <source>No recording yet. Press Space to run the first iteration.</source>
        <translation>아직 기록이 없습니다. Space를 누르면 첫 이터레이션을 실행합니다.</translation>
    </message>
    <message>
        <source>{rows} rows, {columns} columns</source>
        <translation>{rows}행, {columns}열</translation>
    </message>
    <message>
        <source>Press Space to run the first iteration</source>
        <translation>Space를 누르면 첫 이터레이션을 실행합니다</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>before the update</source>
        <translation>업데이트 전</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>gradient after clipping</source>
        <translation>클리핑 후 기울기</translation>
    </message>
    <message>
        <source>update</source>
        <translation>업데이트</translation>
    </message>
    <message>
        <source>after the update</source>
        <translation>업데이트 후</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Examples of the batch</source>
        <translation>배치의 예제</translation>
    </message>
    <message>
        <source>Time runs: pause to see the examples of an iteration.</source>
        <translation>시간이 흐르는 중: 멈추면 이터레이션의 예제가 보입니다.</translation>
    </message>
    <message>
        <source>What the network writes itself is no example of a batch.</source>
        <translation>신경망이 스스로 쓴 것은 배치의 예제가 아닙니다.</translation>
    </message>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>iteration {count}</source>
        <translation>이터레이션 {count}</translation>
    </message>
    <message>
        <source>unit {unit} of {units}</source>
        <translation>유닛 {unit} / {units}</translation>
    </message>
    <message>
        <source>{unit}, reverse</source>
        <translation>{unit}, 역방향</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>시점 {step}</translation>
    </message>
    <message>
        <source>Space runs the first iteration.</source>
        <translation>Space를 누르면 첫 이터레이션이 실행됩니다.</translation>
    </message>
    <message>
        <source>Units and weights</source>
        <translation>유닛과 가중치</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>What is large</source>
        <translation>크게 보는 것</translation>
    </message>
    <message>
        <source>Gradient by layer and through time</source>
        <translation>층별, 시간별 기울기</translation>
    </message>
    <message>
        <source>What the network writes itself has no gradient.</source>
        <translation>신경망이 스스로 쓴 것에는 기울기가 없습니다.</translation>
    </message>
    <message>
        <source>Training diverged; this is iteration {iteration}.</source>
        <translation>학습이 발산했습니다. 지금 보이는 것은 이터레이션 {iteration}입니다.</translation>
    </message>
    <message>
        <source>Before the last remedy the ratio was {ratio}.</source>
        <translation>마지막 처방 전의 비율: {ratio}.</translation>
    </message>
</context>
<context>
    <name>PreviewTable</name>
    <message>
        <source>First rows of the file</source>
        <translation>파일의 첫 행들</translation>
    </message>
    <message>
        <source>Enter chooses what a column is for.</source>
        <translation>Enter를 누르면 열의 쓰임을 고릅니다.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>1  Data</source>
        <translation>1  데이터</translation>
    </message>
    <message>
        <source>2  Network</source>
        <translation>2  신경망</translation>
    </message>
    <message>
        <source>3  Training</source>
        <translation>3  학습</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>There is no setting “{address}”; look at the project&apos;s own settings for the name.</source>
        <translation>“{address}” 설정이 없습니다. 프로젝트 설정에서 이름을 확인하세요.</translation>
    </message>
    <message>
        <source>“{file}” is neither a file nor an example; `gatescope examples` lists the names.</source>
        <translation>“{file}” 이름의 파일이나 예제가 없습니다. 예제 이름은 `gatescope examples` 명령으로 확인하세요.</translation>
    </message>
    <message>
        <source>A window of {length} years, {horizon} ahead, leaves no example to {part}; make the sequence shorter or change the share to train on.</source>
        <translation>{length}년을 보고 {horizon}년 뒤를 맞히면 {part} 예제가 남지 않습니다. 시퀀스 길이를 줄이거나 학습 비율을 바꾸세요.</translation>
    </message>
    <message>
        <source>A text of {characters} characters has no two windows of {length}; make the sequence shorter.</source>
        <translation>텍스트가 {characters}자여서 길이 {length} 구간을 두 개 만들 수 없습니다. 시퀀스 길이를 줄이세요.</translation>
    </message>
    <message>
        <source>train on</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>“{file}” cannot be read: {reason}; check the name and the permissions.</source>
        <translation>“{file}” 파일을 읽을 수 없습니다({reason}). 이름과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>“{file}” cannot be written: {reason}; choose another place with Save as.</source>
        <translation>“{file}” 파일에 쓸 수 없습니다({reason}). “다른 이름으로 저장”에서 다른 위치를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” is larger than a project can be; choose a Gatescope project.</source>
        <translation>“{file}” 파일은 프로젝트라기에는 너무 큽니다. Gatescope 프로젝트를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” is no Gatescope project ({reason}); choose a .gatescope or .json file.</source>
        <translation>“{file}” 파일은 Gatescope 프로젝트가 아닙니다({reason}). .gatescope 또는 .json 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” is damaged at {part}; take a backup or an earlier save.</source>
        <translation>“{file}” 파일이 손상되었습니다. 손상된 곳: {part}. 백업이나 이전에 저장한 파일을 여세요.</translation>
    </message>
    <message>
        <source>“{file}”: {problem}</source>
        <translation>“{file}”: {problem}</translation>
    </message>
    <message>
        <source>it is no text in UTF-8</source>
        <translation>UTF-8 텍스트가 아님</translation>
    </message>
    <message>
        <source>it holds no group of settings { }</source>
        <translation>설정 묶음 { }이 없음</translation>
    </message>
    <message>
        <source>it is nested too deep</source>
        <translation>중첩이 너무 깊음</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>파일이 아님</translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation>파일에 쓸 수 없는 이름</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation>폴더가 없음</translation>
    </message>
    <message>
        <source>it has not the parts of one</source>
        <translation>프로젝트의 구성 요소가 없음</translation>
    </message>
    <message>
        <source>its end (it may be cut)</source>
        <translation>파일의 끝(잘렸을 수 있음)</translation>
    </message>
    <message>
        <source>its list of parts</source>
        <translation>구성 목록</translation>
    </message>
    <message>
        <source>its state (it does not fit the network)</source>
        <translation>상태(신경망과 맞지 않음)</translation>
    </message>
    <message>
        <source>“{file}” is plain text, which cannot hold the file of data; save it as .gatescope, or do not keep the data in the project file.</source>
        <translation>“{file}”은(는) 텍스트 파일이라 데이터 파일을 담을 수 없습니다. .gatescope로 저장하거나, 데이터를 프로젝트 파일에 담지 마세요.</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>파일이나 폴더가 없음</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>권한이 없음</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>폴더임</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>디스크에 남은 공간이 없음</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>읽기 전용 디스크</translation>
    </message>
    <message>
        <source>“{loss}” does not fit “{data}”: its targets are {kind}; choose “{better}”.</source>
        <translation>“{data}” 데이터의 목표값은 {kind}입니다. “{loss}” 손실은 맞지 않으니 “{better}” 손실을 고르세요.</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>This would need {gigabytes:.1f} GB of memory, more than 1 GB; take fewer units, a smaller batch or shorter sequences.</source>
        <translation>메모리가 {gigabytes:.1f} GB 필요해 한도 1 GB를 넘습니다. 유닛 수, 배치 크기, 시퀀스 길이 중 하나를 줄이세요.</translation>
    </message>
    <message>
        <source>“{place}” is not a finite number; give one.</source>
        <translation>“{place}” 값이 유한한 수가 아닙니다. 유한한 수를 입력하세요.</translation>
    </message>
    <message>
        <source>The project has format {found}, this program reads up to {known}; open it with a newer Gatescope.</source>
        <translation>프로젝트의 형식은 {found}, 이 프로그램이 읽는 형식은 {known} 이하입니다. 더 새로운 Gatescope에서 여세요.</translation>
    </message>
    <message>
        <source>“{place}” must be {wanted}; {value} was given.</source>
        <translation>“{place}” 값을 고치세요. 허용: {wanted}, 지금 값: {value}.</translation>
    </message>
    <message>
        <source>“{place}” is no setting of a project; correct its name or take it out.</source>
        <translation>“{place}” 설정은 프로젝트에 없습니다. 이름을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>“{place}” is missing; add it.</source>
        <translation>“{place}” 항목이 빠져 있습니다. 추가하세요.</translation>
    </message>
    <message>
        <source>“{place}” cannot be “{value}”; choose one of: {choices}.</source>
        <translation>“{place}” 값으로 “{value}” 대신 다음 중 하나를 고르세요: {choices}.</translation>
    </message>
    <message>
        <source>“{place}” must be {wanted}, but it is {found}; correct it or take it out.</source>
        <translation>“{place}” 값의 종류가 맞지 않습니다. 필요: {wanted}, 지금: {found}. 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>“{place}” has {value:,} entries, more than {most}; take some out.</source>
        <translation>“{place}” 항목이 {value:,}개입니다. {most}개 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>“{place}” has {value:,} characters, more than {most}; make it shorter.</source>
        <translation>“{place}” 글자 수가 {value:,}자입니다. {most}자 이하로 줄이세요.</translation>
    </message>
    <message>
        <source>“{place}” has a character that cannot be shown; take it out.</source>
        <translation>“{place}” 안에 표시할 수 없는 문자가 있습니다. 지우세요.</translation>
    </message>
    <message>
        <source>“{place}” is not as a project has it ({reason}); correct it or take it out.</source>
        <translation>“{place}” 내용이 프로젝트 형식과 다릅니다({reason}). 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>수</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>문자열</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>참/거짓</translation>
    </message>
    <message>
        <source>a group of settings { }</source>
        <translation>설정 묶음 { }</translation>
    </message>
    <message>
        <source>a list [ ]</source>
        <translation>목록 [ ]</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>The shortest sequence, {shortest} time steps, is longer than the longest, {length}; make it shorter.</source>
        <translation>가장 짧은 시퀀스({shortest}시점)가 시퀀스 길이({length}시점)보다 깁니다. 더 짧게 하세요.</translation>
    </message>
    <message>
        <source>This task needs {least} time steps or more, but its shortest sequence has {length}; make it longer.</source>
        <translation>필요한 시점 수 {least}, 가장 짧은 시퀀스의 길이 {length}: 너무 짧습니다. 더 길게 하세요.</translation>
    </message>
    <message>
        <source>“{place}” needs {classes} numbers, one for each class and not all 0; it has {found}.</source>
        <translation>“{place}” 값은 클래스마다 하나씩 {classes}개가 필요하고 모두 0일 수 없습니다. 지금은 {found}개입니다.</translation>
    </message>
    <message>
        <source>“{place}” weighs classes, but the targets are numbers; leave it empty.</source>
        <translation>“{place}” 설정은 클래스에 쓰는데 목표값이 숫자입니다. 비워 두세요.</translation>
    </message>
    <message>
        <source>“{place}” needs a target at every time step, but here only the last one counts; set it to 0.</source>
        <translation>“{place}” 설정에는 시점마다 목표값이 필요한데, 이 데이터는 마지막 시점만 셉니다. 0으로 두세요.</translation>
    </message>
    <message>
        <source>“{place}” cannot go with a layer that reads in both directions; set it to 0.</source>
        <translation>“{place}” 설정은 양방향 층과 함께 쓸 수 없습니다. 0으로 두세요.</translation>
    </message>
    <message>
        <source>A delay of {delay} leaves no target in {length} time steps; make it shorter than the sequence.</source>
        <translation>지연 {delay}, 시퀀스 길이 {length}: 목표값이 남지 않습니다. 지연을 시퀀스 길이보다 짧게 하세요.</translation>
    </message>
    <message>
        <source>Time step {time} is not among the {steps} of this project; give one from 1 to {steps}.</source>
        <translation>시점 {time}: 이 프로젝트에 없습니다. 이 프로젝트의 시점은 {steps}개입니다. 1 ~ {steps} 범위에서 고르세요.</translation>
    </message>
    <message>
        <source>At iteration 0 nothing is recorded; give --iteration 1 or more with --phase or --time.</source>
        <translation>이터레이션 0에는 기록이 없습니다. --phase나 --time을 쓸 때는 --iteration에 1 이상을 주세요.</translation>
    </message>
    <message>
        <source>“{file}” is no name for a picture; end it in .png.</source>
        <translation>“{file}” 이름은 그림 파일에 쓸 수 없습니다. 이름을 .png로 끝내세요.</translation>
    </message>
    <message>
        <source>Training diverged at iteration {found}, before {asked}; give an earlier iteration.</source>
        <translation>학습이 이터레이션 {asked} 전에 발산했습니다(이터레이션 {found}). 더 앞선 이터레이션을 주세요.</translation>
    </message>
    <message>
        <source>“{written}” is no condition: {reason} at “{rest}”; write one such as loss &lt; 0.1 and iteration &gt;= 100.</source>
        <translation>“{written}”: 조건이 아닙니다({reason}, “{rest}” 부분). loss &lt; 0.1 and iteration &gt;= 100처럼 쓰세요.</translation>
    </message>
    <message>
        <source>there is no such value</source>
        <translation>그런 값이 없음</translation>
    </message>
    <message>
        <source>a number is missing</source>
        <translation>수가 빠짐</translation>
    </message>
    <message>
        <source>a comparison is missing</source>
        <translation>비교가 빠짐</translation>
    </message>
    <message>
        <source>a place in brackets such as [1, 12] is missing</source>
        <translation>[1, 12]와 같은 위치가 빠짐</translation>
    </message>
    <message>
        <source>something is left over or missing</source>
        <translation>남거나 빠진 것이 있음</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>너무 김</translation>
    </message>
    <message>
        <source>“data.path” names no file of this machine; give a .npy or .npz file.</source>
        <translation>“data.path” 위치에 이 컴퓨터의 파일이 없습니다. .npy 또는 .npz 파일을 주세요.</translation>
    </message>
    <message>
        <source>“{file}” is not the file that was chosen, its content differs; choose it again.</source>
        <translation>“{file}” 파일의 내용이 골랐을 때와 다릅니다. 다시 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” has no array “inputs”; save it with numpy.savez(file, inputs=...).</source>
        <translation>“{file}” 파일에 “inputs” 배열이 없습니다. numpy.savez(file, inputs=...)로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” holds {kind} of shape {found}; save {wanted}.</source>
        <translation>“{file}”: “{array}” 배열은 종류 {kind}, 형태 {found}입니다. 다음으로 저장하세요: {wanted}.</translation>
    </message>
    <message>
        <source>(examples, time steps, numbers), or whole numbers (examples, time steps)</source>
        <translation>(예제, 시점, 수) 또는 정수 (예제, 시점)</translation>
    </message>
    <message>
        <source>numbers (examples, time steps, outputs) or (examples, outputs), or whole numbers (examples, time steps) or (examples)</source>
        <translation>수 (예제, 시점, 출력)이나 (예제, 출력), 또는 정수 (예제, 시점)이나 (예제)</translation>
    </message>
    <message>
        <source>whole numbers (examples)</source>
        <translation>정수 (예제)</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” has {found} {things}, but “inputs” has {wanted}; save as many of both.</source>
        <translation>“{file}”: {things} 수가 “{array}” 배열은 {found}개, “inputs” 배열은 {wanted}개입니다. 같은 수로 저장하세요.</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>“{file}”: array “inputs” has {found} time steps, more than {most:,}; cut it into shorter sequences.</source>
        <translation>“{file}”: “inputs” 배열의 시점이 {found}개로 {most:,}개를 넘습니다. 더 짧은 시퀀스로 나누세요.</translation>
    </message>
    <message>
        <source>time steps</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” has in example {example} a number that is not finite in float32; mend it.</source>
        <translation>“{file}”: “{array}” 배열의 예제 {example}에 float32로 유한하지 않은 수가 있습니다. 고치세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” has {found} in example {example}, which is not from {least} to {most}; mend it.</source>
        <translation>“{file}”: “{array}” 배열의 예제 {example}에 있는 {found} 값이 {least} ~ {most} 범위를 벗어납니다. 고치세요.</translation>
    </message>
    <message>
        <source>“{file}” is no whole .npy or .npz file; save arrays with numpy.save or numpy.savez.</source>
        <translation>“{file}” 파일은 온전한 .npy나 .npz 파일이 아닙니다. numpy.save나 numpy.savez로 배열을 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” is none of {names}; rename it or leave it out.</source>
        <translation>“{file}”: “{array}” 배열은 {names} 중 하나가 아닙니다. 이름을 바꾸거나 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” is damaged, or not as NumPy writes it; save it again with NumPy.</source>
        <translation>“{file}”: “{array}” 배열이 손상되었거나 NumPy의 형식과 다릅니다. NumPy로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” holds {kind}, which are no numbers of up to 64 bits; save it as float32 or int64.</source>
        <translation>“{file}”: “{array}” 배열의 종류 {kind}: 64비트 이하의 수가 아닙니다. float32나 int64로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “{array}” is empty; save at least one example of one time step.</source>
        <translation>“{file}”: “{array}” 배열이 비어 있습니다. 시점 하나짜리 예제라도 하나 이상 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” has more than 30 million numbers; take fewer examples or time steps.</source>
        <translation>“{file}” 파일의 수가 3천만 개를 넘습니다. 예제나 시점을 줄이세요.</translation>
    </message>
    <message>
        <source>“{file}” is no name for what is to be written: curves are written as .csv or .npz, a trace as .npz or .csv, weights as .safetensors or .npz.</source>
        <translation>“{file}” 이름으로는 쓸 수 없습니다. 곡선은 .csv나 .npz, 기록은 .npz나 .csv, 가중치는 .safetensors나 .npz로 씁니다.</translation>
    </message>
    <message>
        <source>The trace of {examples} examples would take {gigabytes:.2f} GB, more than 0.4 GB; give data with fewer examples.</source>
        <translation>예제 {examples}개의 기록은 {gigabytes:.2f} GB로 0.4 GB를 넘습니다. 예제가 더 적은 데이터를 주세요.</translation>
    </message>
    <message>
        <source>Weights that are not trained have no curves; give --iteration 1 or more.</source>
        <translation>학습하지 않은 가중치에는 곡선이 없습니다. --iteration에 1 이상을 주세요.</translation>
    </message>
    <message>
        <source>At iteration 0 nothing is recorded; give --iteration 1 or more.</source>
        <translation>이터레이션 0에는 기록이 없습니다. --iteration에 1 이상을 주세요.</translation>
    </message>
    <message>
        <source>An embedding must be the first layer; move it down to the input or take it out.</source>
        <translation>임베딩은 첫 번째 층이어야 합니다. 입력 바로 다음으로 옮기거나 빼세요.</translation>
    </message>
    <message>
        <source>An embedding reads symbols, but these data are numbers; take it out or choose a text.</source>
        <translation>임베딩은 기호를 읽는데 이 데이터는 숫자입니다. 임베딩을 빼거나 텍스트를 고르세요.</translation>
    </message>
    <message>
        <source>Batch normalization of layer {layer} would get a batch of one value, which has no variance: batches of {size} leave one of a single example; take another batch size or drop the remainder.</source>
        <translation>층 {layer} 배치 정규화에 값이 하나뿐인 배치가 들어가 분산을 구할 수 없습니다. {size}개씩 나누면 예제 1개가 남습니다. 배치 크기를 바꾸거나 나머지를 버리세요.</translation>
    </message>
    <message>
        <source>Batch normalization of layer {layer} would get a batch of one value, which has no variance; take more examples in a batch.</source>
        <translation>층 {layer} 배치 정규화에 값이 하나뿐인 배치가 들어가 분산을 구할 수 없습니다. 배치의 예제를 늘리세요.</translation>
    </message>
    <message>
        <source>Without an output layer the last layer must give {wanted} numbers, but it gives {found}; change its units or add an output layer.</source>
        <translation>출력층이 없으면 마지막 층의 출력이 {wanted}개여야 하는데 지금은 {found}개입니다. 유닛 수를 바꾸거나 출력층을 더하세요.</translation>
    </message>
    <message>
        <source>There is no weight {name}[{row}, {column}] in this network; look at its layers for names and sizes.</source>
        <translation>이 신경망에 가중치 {name}[{row}, {column}] 없음: 층에서 이름과 크기를 확인하세요.</translation>
    </message>
    <message>
        <source>Nothing can be held at {name} of layer {layer}; choose a gate, a state or a unit of one direction, or an input.</source>
        <translation>층 {layer} {name}: 고정할 수 없습니다. 한 방향 층의 게이트, 상태, 유닛이나 입력을 고르세요.</translation>
    </message>
    <message>
        <source>{name} of layer {layer} goes from {low} to {high}; hold it at a value between them.</source>
        <translation>층 {layer} {name} 값의 범위는 {low} ~ {high}입니다. 그 사이의 값으로 고정하세요.</translation>
    </message>
    <message>
        <source>One example alone would need {gigabytes:.1f} GB of memory; take shorter sequences or a smaller network.</source>
        <translation>예제 하나에도 메모리가 {gigabytes:.1f} GB 필요합니다. 시퀀스를 줄이거나 더 작은 신경망을 쓰세요.</translation>
    </message>
    <message>
        <source>A layer that reads in both directions cannot go on by itself: it would have to know the future; take one direction.</source>
        <translation>양방향 층은 앞으로 올 값을 알아야 하므로 스스로 이어 갈 수 없습니다. 한 방향으로 바꾸세요.</translation>
    </message>
    <message>
        <source>This network cannot go on by itself: its output is not its next input; choose a series one step ahead, or a text.</source>
        <translation>이 신경망의 출력은 다음 입력이 아니므로 스스로 이어 갈 수 없습니다. 한 시점 뒤를 맞히는 시계열이나 텍스트를 고르세요.</translation>
    </message>
    <message>
        <source>There is nothing to go on from; give one time step at least.</source>
        <translation>이어 갈 시작이 없습니다. 시점을 하나 이상 주세요.</translation>
    </message>
    <message>
        <source>“{symbol}” is not among the symbols that this network has seen; leave it out.</source>
        <translation>“{symbol}” 기호는 이 신경망이 본 적이 없습니다. 빼세요.</translation>
    </message>
    <message>
        <source>A temperature of {value} is not above 0; give a larger one.</source>
        <translation>온도 {value}: 0보다 커야 합니다. 더 큰 값을 주세요.</translation>
    </message>
    <message>
        <source>“{file}” has data of its own; leave --data out, or give weights (.safetensors).</source>
        <translation>“{file}” 파일에는 데이터가 들어 있습니다. --data를 빼거나 가중치(.safetensors)를 주세요.</translation>
    </message>
    <message>
        <source>“{file}” has no targets to train on; leave the number of iterations out, or save an array “targets”.</source>
        <translation>“{file}” 파일에 학습할 목표값이 없습니다. 이터레이션 수를 빼거나 “targets” 배열을 저장하세요.</translation>
    </message>
    <message>
        <source>The outputs are not all finite numbers; scale the inputs or check the weights.</source>
        <translation>출력에 유한하지 않은 수가 있습니다. 입력의 크기를 맞추거나 가중치를 확인하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “inputs” holds numbers, but “{tensor}” of the weights reads symbols; save whole numbers (examples, time steps).</source>
        <translation>“{file}”: “inputs” 배열은 수인데 가중치의 “{tensor}” 텐서는 기호를 읽습니다. 정수 (예제, 시점)으로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “inputs” has {found} numbers at a time step, but “{tensor}” of the weights reads {wanted}; choose the data or the weights that fit.</source>
        <translation>“{file}”: “inputs” 배열은 시점마다 수가 {found}개인데 가중치의 “{tensor}” 텐서는 {wanted}개를 읽습니다. 서로 맞는 데이터나 가중치를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” has weights alone; give data to run them on with --data FILE.npz.</source>
        <translation>“{file}” 파일에는 가중치만 있습니다. --data FILE.npz로 데이터를 주세요.</translation>
    </message>
    <message>
        <source>“{file}”: array “targets” has {found} numbers, but “{tensor}” of the weights gives {wanted}; choose the data or the weights that fit.</source>
        <translation>“{file}”: “targets” 배열은 수가 {found}개인데 가중치의 “{tensor}” 텐서는 {wanted}개를 냅니다. 서로 맞는 데이터나 가중치를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” may run code when it is opened; save the weights in PyTorch with safetensors.torch.save_file(model.state_dict(), &quot;weights.safetensors&quot;).</source>
        <translation>“{file}” 파일은 열 때 코드를 실행할 수 있습니다. PyTorch에서 safetensors.torch.save_file(model.state_dict(), &quot;weights.safetensors&quot;)로 가중치를 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” has no “weight_ih_l0” of an nn.RNN, nn.LSTM or nn.GRU; save the weights of such a model.</source>
        <translation>“{file}” 파일에 nn.RNN, nn.LSTM, nn.GRU의 “weight_ih_l0” 텐서가 없습니다. 그런 모델의 가중치를 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” belongs to no nn.RNN, nn.LSTM, nn.GRU, nn.Linear or nn.Embedding; leave it out when saving.</source>
        <translation>“{file}”: “{tensor}” 텐서는 nn.RNN, nn.LSTM, nn.GRU, nn.Linear, nn.Embedding 어디에도 속하지 않습니다. 저장할 때 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is of an LSTM with proj_size; save a model without it.</source>
        <translation>“{file}”: “{tensor}” 텐서는 proj_size를 쓰는 LSTM의 것입니다. proj_size가 없는 모델을 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” has two recurrent modules, “{tensor}” and “{other}”, and does not say how they follow; save one of them.</source>
        <translation>“{file}” 파일에 순환 모듈이 둘(“{tensor}”, “{other}”) 있는데 순서를 알 수 없습니다. 하나만 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is missing; save the whole module.</source>
        <translation>“{file}”: “{tensor}” 텐서가 빠져 있습니다. 모듈 전체를 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is of shape {found}, but the others ask for {wanted}; save the weights of one whole model.</source>
        <translation>“{file}”: “{tensor}” 텐서의 형태는 {found}인데 다른 텐서에 맞는 형태는 {wanted}입니다. 모델 하나의 가중치를 통째로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” of shape {found} is of no RNN, GRU or LSTM, which have 1, 3 or 4 rows a unit; save the weights of one.</source>
        <translation>“{file}”: “{tensor}” 텐서의 형태 {found}: 유닛마다 1, 3, 4행인 RNN, GRU, LSTM의 것이 아닙니다. 그중 하나의 가중치를 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is of {found} units, more than 512; save a smaller model.</source>
        <translation>“{file}”: “{tensor}” 텐서의 유닛이 {found}개로 512개를 넘습니다. 더 작은 모델을 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” has {found} layers, more than 12; save a smaller model.</source>
        <translation>“{file}” 파일의 층이 {found}개로 12개를 넘습니다. 더 작은 모델을 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” of shape {found} is neither an nn.Linear on {outputs} numbers nor an nn.Embedding of {inputs}; leave it out when saving.</source>
        <translation>“{file}”: “{tensor}” 텐서의 형태 {found}: 입력 {outputs}개의 nn.Linear도, 크기 {inputs}의 nn.Embedding도 아닙니다. 저장할 때 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”: both “{tensor}” and “{other}” fit as the same nn.Linear or nn.Embedding; leave one out when saving.</source>
        <translation>“{file}”: “{tensor}” 텐서와 “{other}” 텐서가 같은 nn.Linear나 nn.Embedding에 맞습니다. 저장할 때 하나를 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” fits as an nn.Linear and as an nn.Embedding; name its module “fc” or “embedding”.</source>
        <translation>“{file}”: “{tensor}” 텐서는 nn.Linear와 nn.Embedding 모두에 맞습니다. 모듈 이름을 “fc”나 “embedding”으로 하세요.</translation>
    </message>
    <message>
        <source>“{file}”: its metadata say nonlinearity “{found}”, which no nn.RNN has; write tanh or relu.</source>
        <translation>“{file}”: 메타데이터의 nonlinearity “{found}” 값은 nn.RNN에 없습니다. tanh나 relu로 쓰세요.</translation>
    </message>
    <message>
        <source>“{file}” is no whole safetensors file ({reason}); save the weights again with safetensors.torch.save_file.</source>
        <translation>“{file}” 파일은 온전한 safetensors 파일이 아닙니다({reason}). safetensors.torch.save_file로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is of type {kind}; save weights as float32, or leave it out.</source>
        <translation>“{file}”: “{tensor}” 텐서의 종류는 {kind}입니다. 가중치를 float32로 저장하거나 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” is not described as safetensors does it; save the weights again with safetensors.torch.save_file.</source>
        <translation>“{file}”: “{tensor}” 텐서의 설명이 safetensors 형식과 다릅니다. safetensors.torch.save_file로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” does not lie where it should; save the weights again with safetensors.torch.save_file.</source>
        <translation>“{file}”: “{tensor}” 텐서가 제자리에 없습니다. safetensors.torch.save_file로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”: tensor “{tensor}” has numbers that are not finite in float32; save other weights.</source>
        <translation>“{file}”: “{tensor}” 텐서에 float32로 유한하지 않은 수가 있습니다. 다른 가중치를 저장하세요.</translation>
    </message>
    <message>
        <source>it is shorter than its header says</source>
        <translation>헤더에 적힌 것보다 짧음</translation>
    </message>
    <message>
        <source>its header is longer than 1 MB</source>
        <translation>헤더가 1 MB를 넘음</translation>
    </message>
    <message>
        <source>it names more than 10,000 tensors</source>
        <translation>텐서가 10,000개를 넘음</translation>
    </message>
    <message>
        <source>its metadata are no texts</source>
        <translation>메타데이터가 문자열이 아님</translation>
    </message>
    <message>
        <source>something follows its last tensor</source>
        <translation>마지막 텐서 뒤에 무엇이 더 있음</translation>
    </message>
    <message>
        <source>“{written}” names a value that this network does not have: {name} of layer {layer}; look at the layer for its arrays and sizes.</source>
        <translation>“{written}” 값이 이 신경망에 없습니다(층 {layer}, {name}). 층의 배열과 크기를 확인하세요.</translation>
    </message>
    <message>
        <source>“{file}” would have {rows:,} rows, more than 5,000,000; write an .npz instead.</source>
        <translation>“{file}” 파일이 {rows:,}행이 되어 5,000,000행을 넘습니다. .npz로 쓰세요.</translation>
    </message>
    <message>
        <source>“{file}” is larger than 2 GB, which no data can be; choose another file.</source>
        <translation>“{file}” 파일은 2 GB보다 커서 데이터로 쓸 수 없습니다. 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column {column}: this row has {found} cells, but the first one {wanted}; mend the row or choose another delimiter.</source>
        <translation>“{file}” {row}행 {column}열: 이 행은 {found}칸인데 첫 행은 {wanted}칸입니다. 행을 고치거나 다른 구분 기호를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row 1, has {found:,} columns, more than {most:,}; leave some out or choose another delimiter.</source>
        <translation>“{file}” 1행: 열이 {found:,}개로, 최대 {most:,}개를 넘습니다. 열을 빼거나 다른 구분 기호를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, has a quotation mark that is not closed; close it.</source>
        <translation>“{file}” {row}행: 닫히지 않은 따옴표가 있습니다. 따옴표를 닫으세요.</translation>
    </message>
    <message>
        <source>“{file}”, row 1, calls columns {first} and {column} both “{name}”; rename one of them.</source>
        <translation>“{file}” 1행: {first}열과 {column}열의 이름이 같습니다(“{name}”). 하나의 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, does not end within 30 million characters; close its quotation mark, or save it as CSV.</source>
        <translation>“{file}” {row}행: 3천만 글자 안에 행이 끝나지 않습니다. 따옴표를 닫거나 CSV로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” has names in row 1 but no row below; add rows or take the header off.</source>
        <translation>“{file}” 1행에 이름만 있고 그 아래 행이 없습니다. 행을 더하거나 머리글을 끄세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}” is empty; fill it, or choose what is done about missing values.</source>
        <translation>“{file}” {row}행 “{column}” 열: 값이 비어 있습니다. 값을 채우거나 빠진 값을 어떻게 다룰지 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row} and on, column “{column}” is always {found} in what is trained on; leave it out.</source>
        <translation>“{file}” {row}행부터 “{column}” 열: 훈련 부분의 값이 모두 {found}입니다. 이 열을 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row} and on, column “{column}” is always “{found}” in what is trained on; choose another target, or split at random.</source>
        <translation>“{file}” {row}행부터 “{column}” 열: 훈련 부분의 값이 모두 “{found}”입니다. 다른 목표값을 고르거나 무작위로 나누세요.</translation>
    </message>
    <message>
        <source>Classes are read from one column, but {found} are chosen; choose one, one row ahead at a time.</source>
        <translation>클래스는 열 하나에서 읽는데 {found}개를 골랐습니다. 열 하나와 한 행 앞만 고르세요.</translation>
    </message>
    <message>
        <source>A single time step has no change from the one before; switch differencing off.</source>
        <translation>시점이 하나면 앞 시점과의 차이가 없습니다. 차분을 끄세요.</translation>
    </message>
    <message>
        <source>No column is chosen as an input; choose at least one.</source>
        <translation>입력으로 고른 열이 없습니다. 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>No column is chosen as a target; choose one that is to be said.</source>
        <translation>목표값으로 고른 열이 없습니다. 맞힐 열을 고르세요.</translation>
    </message>
    <message>
        <source>A series of its own tells its own future, in numbers; choose a forecast of numbers, or another layout.</source>
        <translation>따로 선 시계열은 자기 앞날을 숫자로 맞힙니다. 숫자 예측을 고르거나 다른 배치를 고르세요.</translation>
    </message>
    <message>
        <source>{columns} columns are not whole time steps of {width} numbers; choose another width.</source>
        <translation>열 {columns}개는 시점당 숫자 {width}개로 나누어떨어지지 않습니다. 다른 너비를 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}” is not later than the row before; sort the file, or choose a group column.</source>
        <translation>“{file}” {row}행 “{column}” 열: 앞 행보다 늦은 시각이 아닙니다. 파일을 정렬하거나 그룹 열을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}”: {found} has no logarithm; switch it off.</source>
        <translation>“{file}” {row}행 “{column}” 열: 로그를 취할 수 없는 값이 있습니다({found}). 로그를 끄세요.</translation>
    </message>
    <message>
        <source>“{file}”, column “{column}”: no row is left when those with missing values are dropped; choose fewer columns, or fill them.</source>
        <translation>“{file}” “{column}” 열: 빠진 값이 있는 행을 버리면 남는 행이 없습니다. 열을 줄이거나 값을 채우세요.</translation>
    </message>
    <message>
        <source>“{file}” is larger than 2 GB; cut it into smaller files or leave columns out.</source>
        <translation>“{file}” 파일은 2 GB보다 큽니다. 작은 파일로 나누거나 열을 빼세요.</translation>
    </message>
    <message>
        <source>“{file}” is empty; choose a file with rows and columns.</source>
        <translation>“{file}” 파일이 비어 있습니다. 행과 열이 있는 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, is no text but holds zero bytes; save it as CSV.</source>
        <translation>“{file}” {row}행: 글이 아니라 0 바이트가 들어 있습니다. CSV로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, is not written in {encoding}; choose another encoding.</source>
        <translation>“{file}” {row}행: 인코딩이 {encoding} 방식이 아닙니다. 다른 인코딩을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” was changed while it was read; try again when it is whole.</source>
        <translation>“{file}” 파일이 읽는 동안 바뀌었습니다. 저장이 끝난 뒤 다시 해 보세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}”: no column holds numbers; correct delimiter and decimal mark, or open it as a text.</source>
        <translation>“{file}” {row}행 “{column}” 열: 숫자로 된 열이 없습니다. 구분 기호와 소수점 기호를 고치거나 글로 여세요.</translation>
    </message>
    <message>
        <source>“data.path” names no file of this machine; choose a CSV or TSV file.</source>
        <translation>“data.path” 값은 이 컴퓨터의 파일이 아닙니다. CSV나 TSV 파일을 고르세요.</translation>
    </message>
    <message>
        <source>No table “{name}” comes with this program; choose one that does, or a file.</source>
        <translation>“{name}” 표는 이 프로그램에 들어 있지 않습니다. 들어 있는 표나 파일을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” has no column “{column}” in row 1; choose one of: {columns}.</source>
        <translation>“{file}” 1행에 “{column}” 열이 없습니다. 다음 가운데 고르세요: {columns}.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}”: “{found}” is no number; correct it, or leave the column out.</source>
        <translation>“{file}” {row}행 “{column}” 열: 숫자가 아닌 값이 있습니다(“{found}”). 값을 고치거나 열을 빼세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}”: “{found}” is no date as “{form}” has it; correct it or the form of dates.</source>
        <translation>“{file}” {row}행 “{column}” 열: 날짜 형식 “{form}”에 맞지 않는 값이 있습니다(“{found}”). 값이나 날짜 형식을 고치세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}”: {found} is not finite in float32; correct it or empty it.</source>
        <translation>“{file}” {row}행 “{column}” 열: float32로 나타낼 수 없는 값이 있습니다({found}). 값을 고치거나 비우세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, column “{column}” has more than {most:,} different texts; choose another column or group them.</source>
        <translation>“{file}” {row}행 “{column}” 열: 서로 다른 글이 {most:,}가지를 넘습니다. 다른 열을 고르거나 묶으세요.</translation>
    </message>
    <message>
        <source>“{file}” has more than {most:,} numbers in the chosen columns by row {row}; choose fewer.</source>
        <translation>“{file}” {row}행까지 고른 열의 숫자가 {most:,}개를 넘습니다. 열을 줄이세요.</translation>
    </message>
    <message>
        <source>Windows of {length} rows, {horizon} ahead, leave no example to {part}; make them shorter, or change the shares.</source>
        <translation>창 길이 {length}행, 앞으로 {horizon}행이면 남는 예제가 없습니다({part}). 창을 줄이거나 나누는 비율을 바꾸세요.</translation>
    </message>
    <message>
        <source>{sequences} sequences leave none to {part}; bring more of them, or change the shares.</source>
        <translation>시퀀스 {sequences}개로는 남는 것이 없습니다({part}). 시퀀스를 더 가져오거나 나누는 비율을 바꾸세요.</translation>
    </message>
    <message>
        <source>Windows every {stride} rows share rows, so that a random split would leak; split in time, or set the stride to {needed} or more.</source>
        <translation>{stride}행 간격의 창은 서로 행을 나눠 가지므로 무작위로 나누면 정보가 샙니다. 시간 순서로 나누거나 간격을 {needed} 이상으로 정하세요.</translation>
    </message>
    <message>
        <source>Missing values that are filled from rows around would leak in a random split of windows; split in time, or drop them.</source>
        <translation>빠진 값을 주변 행으로 채우면 창을 무작위로 나눌 때 정보가 샙니다. 시간 순서로 나누거나 빠진 행을 버리세요.</translation>
    </message>
    <message>
        <source>Whole sequences cannot be split in time; split by group, or set a window length.</source>
        <translation>시퀀스 전체는 시간 순서로 나눌 수 없습니다. 그룹으로 나누거나 창 길이를 정하세요.</translation>
    </message>
    <message>
        <source>There is one sequence alone, which cannot be split by group; split in time.</source>
        <translation>시퀀스가 하나뿐이라 그룹으로 나눌 수 없습니다. 시간 순서로 나누세요.</translation>
    </message>
    <message>
        <source>A sequence has {found:,} rows, more than {most:,} time steps; set a window length.</source>
        <translation>시퀀스 하나가 {found:,}행으로, 최대 {most:,}시점을 넘습니다. 창 길이를 정하세요.</translation>
    </message>
    <message>
        <source>“{file}” is larger than a text of 5 million characters; take a part of it.</source>
        <translation>“{file}” 파일은 5백만 글자보다 깁니다. 일부만 쓰세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row}, is neither UTF-8, UTF-16 nor CP949 text; save it as UTF-8.</source>
        <translation>“{file}” {row}행: UTF-8, UTF-16, CP949 가운데 어느 것도 아닙니다. UTF-8로 저장하세요.</translation>
    </message>
    <message>
        <source>“{file}” is empty; choose a text.</source>
        <translation>“{file}” 파일이 비어 있습니다. 글을 고르세요.</translation>
    </message>
    <message>
        <source>“{file}” has {found:,} different characters, more than {most:,}; choose a shorter text.</source>
        <translation>“{file}” 파일은 서로 다른 글자가 {found:,}개로, 최대 {most:,}개를 넘습니다. 더 짧은 글을 고르세요.</translation>
    </message>
    <message>
        <source>“data.path” names no file of this machine; choose a text file.</source>
        <translation>“data.path” 값은 이 컴퓨터의 파일이 아닙니다. 글 파일을 고르세요.</translation>
    </message>
    <message>
        <source>There is no point to learn from; draw one.</source>
        <translation>배울 점이 없습니다. 점을 하나 그리세요.</translation>
    </message>
    <message>
        <source>A curve of {found} samples is too short; draw {least} or more.</source>
        <translation>표본 {found}개의 곡선은 너무 짧습니다. {least}개 이상 그리세요.</translation>
    </message>
    <message>
        <source>Windows of {length} samples, {horizon} ahead, leave no example to {part}; make them shorter, or draw a longer curve.</source>
        <translation>창 길이 {length}, {horizon}스텝 앞이면 {part} 예제가 남지 않습니다. 창을 줄이거나 곡선을 더 길게 그리세요.</translation>
    </message>
    <message>
        <source>“{file}” is larger than 50 MB, too large to be kept in a project file; leave it beside the project.</source>
        <translation>“{file}”은(는) 50 MB보다 커서 프로젝트 파일에 담을 수 없습니다. 프로젝트 옆에 두세요.</translation>
    </message>
    <message>
        <source>“{column}” is a category, but here columns are numbers of one series; leave it out, or choose another task.</source>
        <translation>“{column}”은(는) 범주인데, 여기서는 열이 한 시계열의 수입니다. 빼거나 다른 과제를 고르세요.</translation>
    </message>
    <message>
        <source>“{column}” is a category, but is to be said as a number; choose a class as the task, or read it as a number.</source>
        <translation>“{column}”은(는) 범주인데, 수로 예측하게 되어 있습니다. 과제를 클래스로 고르거나 수로 읽으세요.</translation>
    </message>
    <message>
        <source>“{file}”, column “{column}” has {found:,} categories in what is trained on, more than {most}; leave it out or group them.</source>
        <translation>“{file}”, “{column}” 열: 학습 데이터에 범주가 {found:,}개로 {most}개보다 많습니다. 빼거나 묶으세요.</translation>
    </message>
    <message>
        <source>“{file}”, row {row} and on, column “{column}” is always “{found}” in what is trained on; leave it out.</source>
        <translation>“{file}”, {row}행부터, “{column}” 열: 학습 데이터에서 항상 “{found}”입니다. 빼세요.</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>Run to iteration {count} to compare</source>
        <translation>이터레이션 {count}까지 실행해 비교</translation>
    </message>
    <message>
        <source>Remedies</source>
        <translation>처방</translation>
    </message>
    <message>
        <source>Each is a change like any other: undo takes it back.</source>
        <translation>다른 변경과 같아서 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Softmax belongs in the output layer; in a hidden layer gradients vanish the faster.</source>
        <translation>소프트맥스는 출력층에 씁니다. 은닉층에 쓰면 기울기가 더 빨리 소실됩니다.</translation>
    </message>
</context>
<context>
    <name>RemedyRow</name>
    <message>
        <source>Dense layers</source>
        <translation>완전 연결 층</translation>
    </message>
    <message>
        <source>Recurrent layers</source>
        <translation>순환 층</translation>
    </message>
    <message>
        <source>Initialization</source>
        <translation>가중치 초기화</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>배치 정규화</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>클리핑</translation>
    </message>
    <message>
        <source>Forget-gate bias</source>
        <translation>망각 게이트 편향</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>재시작</translation>
    </message>
    <message>
        <source>behind {some} of {all}, restarts</source>
        <translation>{all}개 중 {some}개 뒤에, 재시작</translation>
    </message>
</context>
<context>
    <name>Row</name>
    <message>
        <source>restarts</source>
        <translation>재시작</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>missing</source>
        <translation>빠짐</translation>
    </message>
    <message>
        <source>number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>{kind}, {n} different</source>
        <translation>{kind}, 서로 다른 값 {n}개</translation>
    </message>
    <message>
        <source>{kind}, {n} missing</source>
        <translation>{kind}, 빠진 값 {n}개</translation>
    </message>
    <message>
        <source>{kind}, {n} other</source>
        <translation>{kind}, 그 외 {n}개</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Hold</source>
        <translation>값 유지</translation>
    </message>
    <message>
        <source>Sunspots</source>
        <translation>흑점</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>깃발</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>메아리</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>사인</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>구름</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>초승달</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>동심원</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>나선</translation>
    </message>
    <message>
        <source>Figure eight</source>
        <translation>누운 8자</translation>
    </message>
    <message>
        <source>Adding</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>홀짝</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>따라 쓰기</translation>
    </message>
    <message>
        <source>abaB</source>
        <translation>abaB</translation>
    </message>
    <message>
        <source>Parentheses</source>
        <translation>괄호</translation>
    </message>
    <message>
        <source>Reber</source>
        <translation>레버 문법</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>직접 그린 점</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>직접 그린 곡선</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Arirang</source>
        <translation>아리랑</translation>
    </message>
    <message>
        <source>Korean proverbs</source>
        <translation>한국 속담</translation>
    </message>
    <message>
        <source>Korean poems</source>
        <translation>우리 시</translation>
    </message>
    <message>
        <source>Constitution of Korea</source>
        <translation>대한민국 헌법</translation>
    </message>
    <message>
        <source>Shakespeare</source>
        <translation>셰익스피어</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>받지 않음</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Carry forward</source>
        <translation>이어 쓰기</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>보간</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>표준화</translation>
    </message>
    <message>
        <source>Min-max</source>
        <translation>최소·최대</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>시간 순서</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>By group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>완전 연결</translation>
    </message>
    <message>
        <source>RNN</source>
        <translation>RNN</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Batch normalization</source>
        <translation>배치 정규화</translation>
    </message>
    <message>
        <source>Layer normalization</source>
        <translation>층 정규화</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>드롭아웃</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>항등</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>소프트플러스</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>Glorot</source>
        <translation>Glorot</translation>
    </message>
    <message>
        <source>Glorot, normal</source>
        <translation>Glorot, 정규 분포</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>He, uniform</source>
        <translation>He, 균등 분포</translation>
    </message>
    <message>
        <source>LeCun</source>
        <translation>LeCun</translation>
    </message>
    <message>
        <source>LeCun, uniform</source>
        <translation>LeCun, 균등 분포</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>직교</translation>
    </message>
    <message>
        <source>PyTorch&apos;s</source>
        <translation>PyTorch 방식</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정규 분포</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>균등 분포</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>일정한 값</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>모두 0</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>평균 제곱 오차</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>평균 절대 오차</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Binary cross entropy</source>
        <translation>이진 교차 엔트로피</translation>
    </message>
    <message>
        <source>Softmax cross entropy</source>
        <translation>소프트맥스 교차 엔트로피</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Mini-batch</source>
        <translation>미니 배치</translation>
    </message>
    <message>
        <source>One</source>
        <translation>1개씩</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>모멘텀</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>네스테로프</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>계단식</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>지수</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>코사인</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>워밍업</translation>
    </message>
    <message>
        <source>On a plateau</source>
        <translation>정체되면 줄이기</translation>
    </message>
    <message>
        <source>Sequence length</source>
        <translation>시퀀스 길이</translation>
    </message>
    <message>
        <source>Time steps in each example.</source>
        <translation>예제 하나의 시점 수입니다.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예제 수</translation>
    </message>
    <message>
        <source>Examples to train on; one epoch uses each once.</source>
        <translation>학습에 쓰는 예제의 수입니다. 1 에포크에 모든 예제를 한 번씩 씁니다.</translation>
    </message>
    <message>
        <source>Validation examples</source>
        <translation>검증 예제 수</translation>
    </message>
    <message>
        <source>Examples kept apart, to see what was learnt and not learnt by heart.</source>
        <translation>외운 것이 아니라 배운 것인지 확인하려고 따로 남겨 둔 예제입니다.</translation>
    </message>
    <message>
        <source>Test examples</source>
        <translation>시험 예제 수</translation>
    </message>
    <message>
        <source>Examples that no decision has seen, for the last word; 0: none.</source>
        <translation>마지막 평가를 위해 어떤 결정에도 쓰지 않는 예제입니다. 0이면 없습니다.</translation>
    </message>
    <message>
        <source>Shortest sequence</source>
        <translation>가장 짧은 시퀀스</translation>
    </message>
    <message>
        <source>Sequences have from so many time steps to the full length; 0: all are of full length.</source>
        <translation>시퀀스마다 이 시점 수부터 전체 길이까지 다릅니다. 0이면 모두 전체 길이입니다.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>Standard deviation of the noise added to the data.</source>
        <translation>데이터에 더하는 잡음의 표준편차입니다.</translation>
    </message>
    <message>
        <source>Steps ahead</source>
        <translation>몇 시점 앞</translation>
    </message>
    <message>
        <source>How many time steps after its input a target lies.</source>
        <translation>목표값이 입력보다 몇 시점 뒤인지 정합니다.</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>What is read, a character at a time.</source>
        <translation>한 글자씩 읽을 텍스트입니다.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>The same seed gives the same numbers, on every run.</source>
        <translation>시드가 같으면 실행할 때마다 같은 숫자가 나옵니다.</translation>
    </message>
    <message>
        <source>Store probability</source>
        <translation>저장 확률</translation>
    </message>
    <message>
        <source>How often a step stores a new value.</source>
        <translation>한 시점에서 새 값을 저장할 확률입니다.</translation>
    </message>
    <message>
        <source>Flag size</source>
        <translation>깃발 크기</translation>
    </message>
    <message>
        <source>Size of the input that says: store now.</source>
        <translation>“지금 저장”을 알리는 입력의 크기입니다.</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트 수</translation>
    </message>
    <message>
        <source>How many bits in a row are counted.</source>
        <translation>잇따른 비트를 몇 개 세는지 정합니다.</translation>
    </message>
    <message>
        <source>How many steps back the last bit stands that is counted.</source>
        <translation>세는 비트 가운데 마지막 비트가 몇 시점 전인지 정합니다.</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>파동</translation>
    </message>
    <message>
        <source>How many sine waves are added, each with a period of its own.</source>
        <translation>주기가 서로 다른 사인파를 몇 개 더하는지 정합니다.</translation>
    </message>
    <message>
        <source>Steps of a loop</source>
        <translation>고리의 시점 수</translation>
    </message>
    <message>
        <source>Time steps from the crossing point back to it; an eight has two loops.</source>
        <translation>교차점에서 교차점으로 돌아오기까지의 시점 수입니다. 8자에는 고리가 두 개 있습니다.</translation>
    </message>
    <message>
        <source>Years ahead</source>
        <translation>몇 년 뒤</translation>
    </message>
    <message>
        <source>How many years after the last input the target lies.</source>
        <translation>목표값이 마지막 입력에서 몇 년 뒤인지 정합니다.</translation>
    </message>
    <message>
        <source>Share to train on</source>
        <translation>학습 비율</translation>
    </message>
    <message>
        <source>The rest of the points of each class is validation; 1: all are both.</source>
        <translation>각 클래스의 나머지 점은 검증에 씁니다. 1이면 모든 점이 둘 다에 쓰입니다.</translation>
    </message>
    <message>
        <source>The first part of the series trains, the rest is validation.</source>
        <translation>시계열의 앞부분은 학습에, 나머지는 검증에 씁니다.</translation>
    </message>
    <message>
        <source>Share to test on</source>
        <translation>시험 비율</translation>
    </message>
    <message>
        <source>The last part of what does not train tests; 0: all of it is validation.</source>
        <translation>학습에 쓰지 않은 부분의 뒤쪽을 시험에 씁니다. 0이면 모두 검증에 씁니다.</translation>
    </message>
    <message>
        <source>Letters of Hangul</source>
        <translation>자모</translation>
    </message>
    <message>
        <source>Takes syllables apart: fewer symbols, and spelling is to be learnt.</source>
        <translation>음절을 자모로 풉니다. 기호가 줄고 맞춤법도 배워야 합니다.</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>지연</translation>
    </message>
    <message>
        <source>How many steps back the bit stands that is asked for.</source>
        <translation>맞혀야 할 비트가 몇 시점 전인지 정합니다.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>Units of this layer; for an LSTM each has four gates and a cell.</source>
        <translation>이 층의 유닛 수입니다. LSTM의 유닛에는 게이트 네 개와 셀이 하나씩 있습니다.</translation>
    </message>
    <message>
        <source>Initialization</source>
        <translation>가중치 초기화</translation>
    </message>
    <message>
        <source>How the weights are drawn before training.</source>
        <translation>학습 전에 가중치를 뽑는 방법입니다.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>What the drawn numbers are multiplied with: deviation of Normal, bound of Uniform, value of Constant.</source>
        <translation>뽑은 값에 곱하는 수입니다. 정규 분포의 표준편차, 균등 분포의 범위, 일정한 값이 됩니다.</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>양방향</translation>
    </message>
    <message>
        <source>A second set of units reads the sequence from its end to its start.</source>
        <translation>또 한 묶음의 유닛이 시퀀스를 끝에서 처음으로 읽습니다.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>엡실론</translation>
    </message>
    <message>
        <source>Added to the variance, so that nothing is divided by 0.</source>
        <translation>0으로 나누지 않도록 분산에 더하는 수입니다.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>The bend between two layers.</source>
        <translation>층과 층 사이에서 값을 구부리는 함수입니다.</translation>
    </message>
    <message>
        <source>Forget-gate bias</source>
        <translation>망각 게이트 편향</translation>
    </message>
    <message>
        <source>Bias of the forget gate at the start: large keeps memory from the start.</source>
        <translation>학습을 시작할 때 망각 게이트의 편향입니다. 크면 처음부터 기억을 유지합니다.</translation>
    </message>
    <message>
        <source>Share of the newest</source>
        <translation>최신 배치 비율</translation>
    </message>
    <message>
        <source>How much of its running statistics each batch replaces.</source>
        <translation>배치마다 이동 통계를 얼마나 바꿀지 정합니다.</translation>
    </message>
    <message>
        <source>Share dropped</source>
        <translation>제외 비율</translation>
    </message>
    <message>
        <source>How many numbers of an iteration are set to 0, in steps of 1/256.</source>
        <translation>이터레이션마다 0으로 만드는 값의 비율입니다. 1/256 단위로 정해집니다.</translation>
    </message>
    <message>
        <source>The share of its speed that the update keeps.</source>
        <translation>업데이트가 이전 속도를 유지하는 비율입니다.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>What is made small: it follows the kind of target.</source>
        <translation>학습으로 줄이려는 값입니다. 목표값의 종류에 따라 정해집니다.</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>β₁</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>The share of its mean of gradients that an update keeps.</source>
        <translation>업데이트마다 기울기의 평균을 유지하는 비율입니다.</translation>
    </message>
    <message>
        <source>β₂</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>The share of its mean of squared gradients that an update keeps.</source>
        <translation>업데이트마다 기울기 제곱의 평균을 유지하는 비율입니다.</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>가중치 감쇠</translation>
    </message>
    <message>
        <source>How much each update shrinks the weights, times the learning rate.</source>
        <translation>업데이트마다 가중치를 줄이는 비율입니다. 학습률을 곱해 씁니다.</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>배수</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied with.</source>
        <translation>학습률에 곱하는 수입니다.</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>So many iterations.</source>
        <translation>이터레이션 수입니다.</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>기간</translation>
    </message>
    <message>
        <source>How many iterations the change takes.</source>
        <translation>바뀌는 데 걸리는 이터레이션 수입니다.</translation>
    </message>
    <message>
        <source>Lowest share</source>
        <translation>마지막 비율</translation>
    </message>
    <message>
        <source>What is left of the learning rate at the end.</source>
        <translation>끝에 남는 학습률의 비율입니다.</translation>
    </message>
    <message>
        <source>First share</source>
        <translation>처음 비율</translation>
    </message>
    <message>
        <source>The share of the learning rate with which it begins.</source>
        <translation>처음에 쓰는 학습률의 비율입니다.</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>참을성</translation>
    </message>
    <message>
        <source>How many validations without a lower loss are waited for.</source>
        <translation>손실이 줄지 않아도 기다리는 검증 횟수입니다.</translation>
    </message>
    <message>
        <source>Huber&apos;s δ</source>
        <translation>Huber의 δ</translation>
    </message>
    <message>
        <source>Errors up to δ count as their square, larger ones in proportion.</source>
        <translation>δ 이하의 오차는 제곱으로, 더 큰 오차는 크기에 비례해 셉니다.</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>클래스 가중치</translation>
    </message>
    <message>
        <source>How much the targets of each class count; none: all the same.</source>
        <translation>클래스마다 목표값을 얼마나 크게 셀지 정합니다. 비우면 모두 같습니다.</translation>
    </message>
    <message>
        <source>The rule that turns a gradient into an update; another kind starts with fresh moments.</source>
        <translation>기울기를 업데이트로 바꾸는 규칙입니다. 종류를 바꾸면 모멘트를 새로 시작합니다.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>How far each update goes.</source>
        <translation>업데이트 한 번에 얼마나 움직일지 정합니다.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>학습률 스케줄</translation>
    </message>
    <message>
        <source>How the learning rate changes over the iterations.</source>
        <translation>이터레이션에 따라 학습률이 어떻게 바뀌는지 정합니다.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Examples of one update: all, some, or one.</source>
        <translation>업데이트 한 번에 쓰는 예제: 전체, 일부 또는 1개.</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>배치 크기</translation>
    </message>
    <message>
        <source>Examples of one update in a mini-batch.</source>
        <translation>미니 배치에서 업데이트 한 번에 쓰는 예제의 수입니다.</translation>
    </message>
    <message>
        <source>Drop the remainder</source>
        <translation>나머지 버리기</translation>
    </message>
    <message>
        <source>A last batch of an epoch that is not full is left out.</source>
        <translation>에포크의 마지막 배치가 다 차지 않으면 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Each epoch takes the examples in another order.</source>
        <translation>에포크마다 예제의 순서를 바꿉니다.</translation>
    </message>
    <message>
        <source>Truncate after</source>
        <translation>역전파 길이</translation>
    </message>
    <message>
        <source>Time steps of one iteration; the state goes on into the next one, the gradient does not. 0: all.</source>
        <translation>이터레이션 하나의 시점 수입니다. 상태는 다음 이터레이션으로 이어지고 기울기는 이어지지 않습니다. 0이면 전체입니다.</translation>
    </message>
    <message>
        <source>Clip the gradient</source>
        <translation>기울기 클리핑</translation>
    </message>
    <message>
        <source>Largest length that the gradient may have; 0 is off.</source>
        <translation>기울기의 최대 크기입니다. 0이면 클리핑을 끕니다.</translation>
    </message>
    <message>
        <source>Clip each number</source>
        <translation>값별 클리핑</translation>
    </message>
    <message>
        <source>Largest size that each number of the gradient may have; 0 is off.</source>
        <translation>기울기를 이루는 값 하나의 최대 크기입니다. 0이면 끕니다.</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Adds l1 times the sign of each parameter to its gradient.</source>
        <translation>매개변수마다 부호에 이 값을 곱해 기울기에 더합니다.</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>Adds l2 times each parameter to its gradient.</source>
        <translation>매개변수마다 이 값을 곱해 기울기에 더합니다.</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>이터레이션</translation>
    </message>
    <message>
        <source>How many iterations the command line runs unless told.</source>
        <translation>명령줄에서 따로 정하지 않았을 때 실행할 이터레이션 수입니다.</translation>
    </message>
    <message>
        <source>Type a whole number.</source>
        <translation>정수를 입력하세요.</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>수를 입력하세요.</translation>
    </message>
    <message>
        <source>Type a number from {low} to {high}.</source>
        <translation>{low} ~ {high} 범위의 수를 입력하세요.</translation>
    </message>
    <message>
        <source>Type a number above {low}, up to {high}.</source>
        <translation>{low} 초과 {high} 이하의 수를 입력하세요.</translation>
    </message>
    <message>
        <source>Type a number from {low} to below {high}.</source>
        <translation>{low} 이상 {high} 미만의 수를 입력하세요.</translation>
    </message>
    <message>
        <source>Letters to copy</source>
        <translation>따라 쓸 글자 수</translation>
    </message>
    <message>
        <source>How many letters stand at the beginning and are asked for at the end.</source>
        <translation>처음에 나오고 끝에서 다시 묻는 글자의 수입니다.</translation>
    </message>
    <message>
        <source>Alphabet</source>
        <translation>글자 종류</translation>
    </message>
    <message>
        <source>How many different letters there are.</source>
        <translation>서로 다른 글자가 몇 가지인지 정합니다.</translation>
    </message>
    <message>
        <source>Longest word</source>
        <translation>가장 긴 낱말</translation>
    </message>
    <message>
        <source>Time steps of the longest word; longer ones are drawn again.</source>
        <translation>가장 긴 낱말의 시점 수입니다. 더 긴 낱말은 다시 뽑습니다.</translation>
    </message>
    <message>
        <source>Embedded</source>
        <translation>내포</translation>
    </message>
    <message>
        <source>The word stands within another: its second letter must come back as the last but one.</source>
        <translation>낱말이 다른 낱말 안에 들어 있습니다. 둘째 글자가 끝에서 둘째 자리에 다시 나와야 합니다.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>깊이</translation>
    </message>
    <message>
        <source>At most so many parentheses are open.</source>
        <translation>동시에 열려 있을 수 있는 괄호의 최대 수입니다.</translation>
    </message>
    <message>
        <source>Letters a</source>
        <translation>a의 개수</translation>
    </message>
    <message>
        <source>How many letters a stand before each b and B; 1: abaB, 2: aabaaB.</source>
        <translation>b와 B 앞에 a가 몇 개씩 오는지 정합니다. 1: abaB, 2: aabaaB.</translation>
    </message>
    <message>
        <source>Window length</source>
        <translation>창 길이</translation>
    </message>
    <message>
        <source>Time steps of an example; 0: whole sequences, of any length.</source>
        <translation>예제 하나의 시점 수. 0이면 길이에 상관없이 시퀀스 전체.</translation>
    </message>
    <message>
        <source>Rows ahead</source>
        <translation>앞으로 몇 행</translation>
    </message>
    <message>
        <source>How many rows after an input its target lies; 0: in the same row.</source>
        <translation>입력에서 몇 행 뒤에 목표값이 있는지 정합니다. 0이면 같은 행.</translation>
    </message>
    <message>
        <source>Each row ahead</source>
        <translation>사이의 행 모두</translation>
    </message>
    <message>
        <source>Asks for every row up to the last one ahead, not for that alone.</source>
        <translation>마지막 행만이 아니라 그때까지의 모든 행을 묻습니다.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>Rows from one window to the next.</source>
        <translation>한 창에서 다음 창까지의 행 수.</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>빠진 값</translation>
    </message>
    <message>
        <source>Refuse them, drop their rows, carry the last value forward, or draw a line between neighbors.</source>
        <translation>받지 않거나, 행을 버리거나, 앞의 값을 이어 쓰거나, 이웃한 값 사이를 직선으로 잇습니다.</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>크기 맞추기</translation>
    </message>
    <message>
        <source>To mean 0 and deviation 1, or to 0 to 1; fitted on what is trained on alone.</source>
        <translation>평균 0과 표준편차 1, 또는 0에서 1까지로 맞춥니다. 훈련 부분만으로 정합니다.</translation>
    </message>
    <message>
        <source>Logarithm</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Takes the logarithm of all numbers, before differences.</source>
        <translation>모든 숫자에 로그를 취합니다. 차분보다 먼저 합니다.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차분</translation>
    </message>
    <message>
        <source>Reads and says changes from row to row instead of the values.</source>
        <translation>값 대신 행 사이의 변화량을 읽고 맞힙니다.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>나누는 방법</translation>
    </message>
    <message>
        <source>In the order of rows, at random, or by whole groups.</source>
        <translation>행 순서대로, 무작위로, 또는 그룹 전체로 나눕니다.</translation>
    </message>
    <message>
        <source>The rest is kept apart, for validation and test.</source>
        <translation>나머지는 검증과 시험에 쓰려고 따로 둡니다.</translation>
    </message>
    <message>
        <source>Columns of a time step</source>
        <translation>한 시점의 열 수</translation>
    </message>
    <message>
        <source>Where a row holds several time steps: how many columns one of them has; 0: all of them.</source>
        <translation>한 행에 여러 시점이 있을 때 한 시점이 차지하는 열의 수입니다. 0이면 모든 열이 한 시점입니다.</translation>
    </message>
    <message>
        <source>Keep the data in the project file</source>
        <translation>데이터를 프로젝트 파일에 담기</translation>
    </message>
    <message>
        <source>A .gatescope file then holds your file of data itself, and opens where that is not.</source>
        <translation>.gatescope 파일이 데이터 파일 자체를 담아, 데이터 파일이 없는 곳에서도 열립니다.</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Predict a series</source>
        <translation>시계열 예측</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>다음 글자</translation>
    </message>
    <message>
        <source>Remember over time</source>
        <translation>시간을 넘는 기억</translation>
    </message>
    <message>
        <source>Points in a plane, no time</source>
        <translation>평면 위의 점(시간 없음)</translation>
    </message>
    <message>
        <source>Say the number to come.</source>
        <translation>다음에 올 숫자를 맞힙니다.</translation>
    </message>
    <message>
        <source>Say the class.</source>
        <translation>클래스를 맞힙니다.</translation>
    </message>
    <message>
        <source>At the end, say what it was.</source>
        <translation>마지막에 무엇이었는지 맞힙니다.</translation>
    </message>
    <message>
        <source>At each step, say the next character.</source>
        <translation>시점마다 다음 글자를 맞힙니다.</translation>
    </message>
</context>
<context>
    <name>SizeRow</name>
    <message>
        <source>Half the batch size</source>
        <translation>배치 크기 절반으로</translation>
    </message>
    <message>
        <source>Twice the batch size</source>
        <translation>배치 크기 두 배로</translation>
    </message>
</context>
<context>
    <name>Softmax</name>
    <message>
        <source>{count} more</source>
        <translation>외 {count}개</translation>
    </message>
    <message>
        <source>The output is no number any more.</source>
        <translation>출력이 더 이상 숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>Says “{said}” with {share}; this step has no target.</source>
        <translation>답 “{said}” {share}. 이 시점에는 목표값이 없습니다.</translation>
    </message>
    <message>
        <source>“{said}” is likeliest with {share}; “{target}” was written, with {chance}.</source>
        <translation>가장 그럴듯한 답은 “{said}” {share}, 실제로 쓴 글자는 “{target}” {chance}</translation>
    </message>
    <message>
        <source>Says “{said}” with {share}, and that is right.</source>
        <translation>답 “{said}” {share}, 맞았습니다.</translation>
    </message>
    <message>
        <source>Says “{said}” with {share}; the target “{target}” gets {chance}.</source>
        <translation>답 “{said}” {share}, 목표값 “{target}” {chance}</translation>
    </message>
    <message>
        <source>Entropy {bits} of at most {most} bits.</source>
        <translation>엔트로피 {bits}비트, 최대 {most}비트</translation>
    </message>
    <message>
        <source>T = {value}: sharper than what was learned; lines mark T = 1.</source>
        <translation>T = {value}: 학습된 것보다 뾰족한 분포입니다. 선은 T = 1입니다.</translation>
    </message>
    <message>
        <source>T = {value}: flatter than what was learned; lines mark T = 1.</source>
        <translation>T = {value}: 학습된 것보다 평평한 분포입니다. 선은 T = 1입니다.</translation>
    </message>
    <message>
        <source>“{name}”: z = {logit}, {share}</source>
        <translation>“{name}”: z = {logit}, {share}</translation>
    </message>
    <message>
        <source>“{name}”: z = {logit}, {share}; at T = 1 {before}</source>
        <translation>“{name}”: z = {logit}, {share}, T = 1에서는 {before}</translation>
    </message>
    <message>
        <source>There are no classes here: the output is a number.</source>
        <translation>클래스가 없습니다. 출력이 숫자입니다.</translation>
    </message>
    <message>
        <source>Space runs the first iteration.</source>
        <translation>Space를 누르면 첫 이터레이션이 실행됩니다.</translation>
    </message>
    <message>
        <source>With this loss the output is a number, not a probability.</source>
        <translation>이 손실에서는 출력이 확률이 아니라 숫자입니다.</translation>
    </message>
    <message>
        <source>This example has ended before this step.</source>
        <translation>이 예제는 이 시점 전에 끝났습니다.</translation>
    </message>
    <message>
        <source>The output comes once, at step {last}.</source>
        <translation>출력은 시점 {last}에서 한 번 나옵니다.</translation>
    </message>
    <message>
        <source>The output of step {step} has not been computed yet.</source>
        <translation>시점 {step}의 출력은 아직 계산되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>SoftmaxView</name>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>로짓</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>probability at T = {value}</source>
        <translation>T = {value}일 때의 확률</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>in per cent</source>
        <translation>단위 %</translation>
    </message>
    <message>
        <source>step {step} of {steps}, in per cent</source>
        <translation>시점 {step} / {steps}, 단위 %</translation>
    </message>
    <message>
        <source>Temperature of the softmax: changes what is seen here, not the training</source>
        <translation>소프트맥스의 온도: 여기서 보이는 값만 바뀌고 학습은 그대로입니다</translation>
    </message>
    <message>
        <source>Back to temperature 1</source>
        <translation>온도 1로 되돌리기</translation>
    </message>
    <message>
        <source>Back to the loss</source>
        <translation>손실로 돌아가기</translation>
    </message>
</context>
<context>
    <name>Speed</name>
    <message>
        <source>1 step/s</source>
        <translation>초당 1시점</translation>
    </message>
    <message>
        <source>5 steps/s</source>
        <translation>초당 5시점</translation>
    </message>
    <message>
        <source>1 iteration/s</source>
        <translation>초당 1이터레이션</translation>
    </message>
    <message>
        <source>30 iterations/s</source>
        <translation>초당 30이터레이션</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>최고 속도</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>느림</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>빠름</translation>
    </message>
    <message>
        <source>Speed (keys 1 to 5)</source>
        <translation>속도 (1~5 키)</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What should the network learn?</source>
        <translation>신경망에 무엇을 가르칠까요?</translation>
    </message>
    <message>
        <source>Pick one. It starts training at once; everything can be changed later.</source>
        <translation>하나를 고르면 바로 학습을 시작합니다. 모든 것은 나중에 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>or open a project (Ctrl+O), drop a file here</source>
        <translation>또는 프로젝트를 열거나(Ctrl+O) 파일을 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Hold a value</source>
        <translation>값 유지하기</translation>
    </message>
    <message>
        <source>See gates open and close</source>
        <translation>열리고 닫히는 게이트 보기</translation>
    </message>
    <message>
        <source>Continue the sunspots</source>
        <translation>흑점 수 이어 가기</translation>
    </message>
    <message>
        <source>A real series since 1700</source>
        <translation>1700년부터 기록된 실제 시계열</translation>
    </message>
    <message>
        <source>Remember a flag</source>
        <translation>깃발 기억하기</translation>
    </message>
    <message>
        <source>40 steps later, it still knows</source>
        <translation>40시점이 지나도 기억합니다</translation>
    </message>
    <message>
        <source>Forget a flag</source>
        <translation>깃발 잊기</translation>
    </message>
    <message>
        <source>See the gradient vanish</source>
        <translation>기울기 소실 보기</translation>
    </message>
    <message>
        <source>Draw a sine</source>
        <translation>사인 그리기</translation>
    </message>
    <message>
        <source>No time: layers bend a line</source>
        <translation>시간 없음: 층이 선을 구부립니다</translation>
    </message>
    <message>
        <source>Split XOR</source>
        <translation>XOR 나누기</translation>
    </message>
    <message>
        <source>No time: why layers are needed</source>
        <translation>시간 없음: 층이 필요한 까닭</translation>
    </message>
</context>
<context>
    <name>Stepping</name>
    <message>
        <source>Step in time</source>
        <translation>시점 이동</translation>
    </message>
    <message>
        <source>Step by layer</source>
        <translation>층 이동</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>layer {n}</source>
        <translation>층 {n}</translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation>아직 기록이 없습니다. Space를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>One time step back (Left)</source>
        <translation>이전 시점 (←)</translation>
    </message>
    <message>
        <source>One time step on (Right)</source>
        <translation>다음 시점 (→)</translation>
    </message>
    <message>
        <source>Steps taken at once, of every size</source>
        <translation>한 번에 옮기는 단계 수 (모든 크기)</translation>
    </message>
    <message>
        <source>Steps taken at once</source>
        <translation>한 번에 옮기는 단계 수</translation>
    </message>
    <message>
        <source>Type a time step to go there</source>
        <translation>시점을 입력해 이동</translation>
    </message>
</context>
<context>
    <name>Sums</name>
    <message>
        <source>Value of the weight before the iteration</source>
        <translation>이터레이션 전 가중치 값</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
    <message>
        <source>for the weight of</source>
        <translation>가중치의 입력</translation>
    </message>
    <message>
        <source>part</source>
        <translation>항</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>product</source>
        <translation>곱</translation>
    </message>
    <message>
        <source>a product of</source>
        <translation>곱하는 값</translation>
    </message>
</context>
<context>
    <name>TableSheet</name>
    <message>
        <source>Numbers: {view}</source>
        <translation>숫자: {view}</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Nothing is shown in numbers here.</source>
        <translation>여기에는 숫자로 보일 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Stopped: {condition} holds at iteration {iteration}.</source>
        <translation>멈춤: 이터레이션 {iteration}에서 {condition} 조건이 맞았습니다.</translation>
    </message>
    <message>
        <source>{condition} holds at no iteration of this branch.</source>
        <translation>이 분기에는 {condition} 조건이 맞는 이터레이션이 없습니다.</translation>
    </message>
    <message>
        <source>{condition} first holds at iteration {iteration}.</source>
        <translation>{condition} 조건이 처음 맞는 이터레이션: {iteration}.</translation>
    </message>
    <message>
        <source>A fault of Gatescope; your work is kept.</source>
        <translation>Gatescope 오류가 발생했습니다. 작업 내용은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>오류 보고 복사</translation>
    </message>
</context>
<context>
    <name>TermCard</name>
    <message>
        <source>Glossary</source>
        <translation>용어집</translation>
    </message>
    <message>
        <source>All words</source>
        <translation>모든 용어</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>input gate</source>
        <translation>입력 게이트</translation>
    </message>
    <message>
        <source>forget gate</source>
        <translation>망각 게이트</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>후보</translation>
    </message>
    <message>
        <source>output gate</source>
        <translation>출력 게이트</translation>
    </message>
    <message>
        <source>reset gate</source>
        <translation>리셋 게이트</translation>
    </message>
    <message>
        <source>update gate</source>
        <translation>갱신 게이트</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} ~ {high}</translation>
    </message>
    <message>
        <source>waits for the backward phase</source>
        <translation>역전파 단계를 기다리는 중</translation>
    </message>
    <message>
        <source>gradient at step {step}: {value}</source>
        <translation>시점 {step} 기울기: {value}</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>시점 {step}</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>층</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Layer {number}: {kind}</source>
        <translation>층 {number}: {kind}</translation>
    </message>
    <message>
        <source>layer {number}</source>
        <translation>층 {number}</translation>
    </message>
    <message>
        <source>{layer}: size of the gradient</source>
        <translation>{layer}: 기울기의 크기</translation>
    </message>
    <message>
        <source>{layer}: mean size of the output</source>
        <translation>{layer}: 출력의 평균 크기</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>활성값</translation>
    </message>
    <message>
        <source>{first} to {last} of {count}</source>
        <translation>{count}개 중 {first} ~ {last}</translation>
    </message>
    <message>
        <source>layer {layer}, unit {unit}: {value}</source>
        <translation>층 {layer}, 유닛 {unit}: {value}</translation>
    </message>
    <message>
        <source>input {unit}: {value}</source>
        <translation>입력 {unit}: {value}</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>target</source>
        <translation>목표값</translation>
    </message>
    <message>
        <source>naive</source>
        <translation>단순 예측</translation>
    </message>
    <message>
        <source>step {step} has no target</source>
        <translation>시점 {step}: 목표값 없음</translation>
    </message>
    <message>
        <source>step {step}: target {target}</source>
        <translation>시점 {step}: 목표값 {target}</translation>
    </message>
    <message>
        <source>step {step}: output {output}, target {target}, loss {loss}</source>
        <translation>시점 {step}: 출력 {output}, 목표값 {target}, 손실 {loss}</translation>
    </message>
    <message>
        <source>step {step}: output {output}, target {target}, loss {loss}; off by {error}, the naive forecast {naive} by {naive_error}</source>
        <translation>시점 {step}: 출력 {output}, 목표값 {target}, 손실 {loss}, 오차 {error}, 단순 예측 {naive}의 오차 {naive_error}</translation>
    </message>
    <message>
        <source>{note}; as the data have it {output}, target {target}</source>
        <translation>{note}; 데이터 단위로 {output}, 목표값 {target}</translation>
    </message>
    <message>
        <source>step {step}: says {said} ({share}), target {target} ({chance})</source>
        <translation>시점 {step}: 답 {said} ({share}), 목표값 {target} ({chance})</translation>
    </message>
    <message>
        <source>cell state</source>
        <translation>장기 상태</translation>
    </message>
    <message>
        <source>hidden state</source>
        <translation>단기 상태</translation>
    </message>
    <message>
        <source>layer output</source>
        <translation>층 출력</translation>
    </message>
    <message>
        <source>normalized</source>
        <translation>정규화한 값</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>not yet computed</source>
        <translation>아직 계산 전</translation>
    </message>
    <message>
        <source>{letter}, unit {unit}, step {step}: not reached yet</source>
        <translation>{letter}, 유닛 {unit}, 시점 {step}: 아직 계산 전</translation>
    </message>
    <message>
        <source>{letter}, unit {unit}, step {step}: {value}</source>
        <translation>{letter}, 유닛 {unit}, 시점 {step}: {value}</translation>
    </message>
    <message>
        <source>layer {number}, {said}</source>
        <translation>층 {number}, {said}</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>시점 {step} / {steps}</translation>
    </message>
    <message>
        <source>{unit} in reverse</source>
        <translation>{unit} (역방향)</translation>
    </message>
    <message>
        <source>open</source>
        <translation>열림</translation>
    </message>
    <message>
        <source>{letter}: open by {mean} on average over units and steps</source>
        <translation>{letter}: 유닛과 시점 전체 평균 {mean}만큼 열림</translation>
    </message>
    <message>
        <source>{letter}: open by {here} on average at step {step}, by {mean} over all steps</source>
        <translation>{letter}: 시점 {step}에서 평균 {here}, 모든 시점에서 평균 {mean}만큼 열림</translation>
    </message>
    <message>
        <source>δ: gradient of the loss, backwards</source>
        <translation>δ: 손실의 기울기, 역방향</translation>
    </message>
    <message>
        <source>δ: gradient of the loss, not yet computed</source>
        <translation>δ: 손실의 기울기, 아직 계산 전</translation>
    </message>
    <message>
        <source>δ not yet computed</source>
        <translation>δ 아직 계산 전</translation>
    </message>
    <message>
        <source>δ: gradient of the loss, {low} to {high}</source>
        <translation>δ: 손실의 기울기, {low}~{high}</translation>
    </message>
    <message>
        <source>δ {low} to {high}</source>
        <translation>δ {low}~{high}</translation>
    </message>
    <message>
        <source>size of the gradient by step</source>
        <translation>시점별 기울기의 크기</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Press Space to run the first iteration</source>
        <translation>Space를 눌러 첫 이터레이션 실행</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>No recording yet. Press Space to run the first iteration.</source>
        <translation>아직 기록이 없습니다. Space를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>시점 {step} / {steps}</translation>
    </message>
    <message>
        <source>{value} (on average {mean})</source>
        <translation>{value}(평균 {mean})</translation>
    </message>
    <message>
        <source>Layer {layer} of {count}: {values}</source>
        <translation>층 {layer} / {count}: {values}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>시점</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu (F10)</source>
        <translation>메뉴 (F10)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stay where the replay has come to (Esc)</source>
        <translation>재생이 다다른 곳에 머무르기 (Esc)</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>창의 언어</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>3  Training</source>
        <translation>3  학습</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>옵티마이저</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>클리핑</translation>
    </message>
    <message>
        <source>Weights kept small</source>
        <translation>가중치 억제</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>Pause (Space)</source>
        <translation>일시 정지 (Space)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>재생 (Space)</translation>
    </message>
    <message>
        <source>iteration {n}</source>
        <translation>이터레이션 {n}</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>에포크 {n}</translation>
    </message>
    <message>
        <source>Drag to go through the training; double-click to type an iteration</source>
        <translation>끌어서 학습 과정 훑어보기, 두 번 눌러 이터레이션 입력</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>이터레이션</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>손실 {value}</translation>
    </message>
    <message>
        <source>Nothing is recorded yet: press Space to run the first iteration.</source>
        <translation>아직 기록이 없습니다. Space를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>재생 조작</translation>
    </message>
    <message>
        <source>To the first iteration (Home)</source>
        <translation>처음으로 (Home)</translation>
    </message>
    <message>
        <source>One iteration back (P)</source>
        <translation>이전 이터레이션 (P)</translation>
    </message>
    <message>
        <source>One iteration on (N)</source>
        <translation>다음 이터레이션 (N)</translation>
    </message>
    <message>
        <source>Run until a condition holds (U)</source>
        <translation>조건이 맞을 때까지 실행 (U)</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>순전파</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>역전파</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>업데이트</translation>
    </message>
</context>
<context>
    <name>UntilCard</name>
    <message>
        <source>Run until</source>
        <translation>조건까지 실행</translation>
    </message>
    <message>
        <source>Layers, units and time steps count from 1. Names can be joined by and, or, not.</source>
        <translation>층, 유닛, 시점은 1부터 셉니다. and, or, not으로 이을 수 있습니다.</translation>
    </message>
    <message>
        <source>Condition at which time stops</source>
        <translation>멈출 조건</translation>
    </message>
    <message>
        <source>Example: {text}</source>
        <translation>예: {text}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>When was this first so?</source>
        <translation>언제 처음 그랬나?</translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>{count} numbers</source>
        <translation>수 {count}개</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>iterations {first} to {last}, the latest below</source>
        <translation>이터레이션 {first}~{last}, 아래가 최근</translation>
    </message>
    <message>
        <source>layer {layer} {name}</source>
        <translation>층 {layer} {name}</translation>
    </message>
    <message>
        <source>Largest change: {name} {change}.</source>
        <translation>가장 큰 변화: {name} {change}.</translation>
    </message>
    <message>
        <source>Press Space to run the first iteration.</source>
        <translation>스페이스 키를 눌러 첫 이터레이션을 실행하세요.</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>층 {layer}</translation>
    </message>
    <message>
        <source>Time runs: these are the weights now.</source>
        <translation>실행 중입니다. 지금의 가중치입니다.</translation>
    </message>
    <message>
        <source>Set by hand; it was {was}. Undo takes it back.</source>
        <translation>직접 설정함(이전 값: {was}). 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>from the gradient</source>
        <translation>기울기에서</translation>
    </message>
    <message>
        <source>from momentum</source>
        <translation>모멘텀에서</translation>
    </message>
    <message>
        <source>from L2</source>
        <translation>L2에서</translation>
    </message>
    <message>
        <source>from L1</source>
        <translation>L1에서</translation>
    </message>
    <message>
        <source>from weight decay</source>
        <translation>가중치 감쇠에서</translation>
    </message>
    <message>
        <source>Before {before}, change {change}, after {after}.</source>
        <translation>업데이트 전 {before}, 변화 {change}, 업데이트 후 {after}.</translation>
    </message>
    <message>
        <source>largest of each block</source>
        <translation>블록마다 가장 큰 값</translation>
    </message>
    <message>
        <source>This weight is not a number any more.</source>
        <translation>이 가중치는 더 이상 수가 아닙니다.</translation>
    </message>
    <message>
        <source>before</source>
        <translation>업데이트 전</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>반올림</translation>
    </message>
    <message>
        <source>after</source>
        <translation>업데이트 후</translation>
    </message>
    <message>
        <source>change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>기울기</translation>
    </message>
    <message>
        <source>gradient, clipped</source>
        <translation>기울기(클리핑 후)</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>학습률</translation>
    </message>
</context>
<context>
    <name>UpdatePage</name>
    <message>
        <source>Before</source>
        <translation>업데이트 전</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>After</source>
        <translation>업데이트 후</translation>
    </message>
    <message>
        <source>What the matrices show</source>
        <translation>행렬에 표시할 값</translation>
    </message>
    <message>
        <source>Weights of the layer</source>
        <translation>층의 가중치</translation>
    </message>
    <message>
        <source>Value of the weight before the iteration</source>
        <translation>이터레이션 전 가중치 값</translation>
    </message>
    <message>
        <source>There is no iteration yet.</source>
        <translation>아직 이터레이션이 없습니다.</translation>
    </message>
    <message>
        <source>Time runs: pause to edit a weight.</source>
        <translation>실행 중입니다. 가중치를 고치려면 일시정지하세요.</translation>
    </message>
    <message>
        <source>Training diverged: go back before you edit a weight.</source>
        <translation>학습이 발산했습니다. 되돌아간 뒤에 가중치를 고치세요.</translation>
    </message>
    <message>
        <source>This weight is not a number any more.</source>
        <translation>이 가중치는 더 이상 수가 아닙니다.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>업데이트</translation>
    </message>
    <message>
        <source>This layer has no weights.</source>
        <translation>이 층에는 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>Drag a cell, turn the wheel or type.</source>
        <translation>칸을 끌거나 휠을 돌리거나 값을 입력하세요.</translation>
    </message>
    <message>
        <source>Largest changes</source>
        <translation>가장 큰 변화</translation>
    </message>
    <message>
        <source>before → after</source>
        <translation>전 → 후</translation>
    </message>
</context>
<context>
    <name>UpdateView</name>
    <message>
        <source>Update</source>
        <translation>업데이트</translation>
    </message>
</context>
</TS>
